"""Labelled paragraphs in, a measured model out."""

from textkit.training.card import write_card
from textkit.training.evaluation import Measures, Score, evaluate_tagger, measures_table
from textkit.training.fit import Recipe, Trained, train
from textkit.training.labels import Example, read_labels

__all__ = [
    "Example",
    "Measures",
    "Recipe",
    "Score",
    "Trained",
    "evaluate_tagger",
    "measures_table",
    "read_labels",
    "train",
    "write_card",
]
