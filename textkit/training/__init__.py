"""Labelled paragraphs in, a measured model out."""

from textkit.training.card import write_card
from textkit.training.evaluation import Measures, Score, evaluate_tagger, measures_table
from textkit.training.fit import Trained, train
from textkit.training.labels import Example, Labels, labels_of, read_labels
from textkit.training.recipe import Recipe
from textkit.training.sources import Sources, sources_of

__all__ = [
    "Example",
    "Labels",
    "Measures",
    "Recipe",
    "Score",
    "Sources",
    "Trained",
    "evaluate_tagger",
    "labels_of",
    "measures_table",
    "read_labels",
    "sources_of",
    "train",
    "write_card",
]
