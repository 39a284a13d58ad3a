"""Paragraphs → policy themes with calibrated probabilities, stances and exact reasons."""

from textkit.tagging.model import STANCES, Model
from textkit.tagging.model_files import DEFAULT_MODEL, list_models, load_model, save_model
from textkit.tagging.model_home import model_in_use
from textkit.tagging.records import passage_from
from textkit.tagging.tagger import Explanation, Passage, Tag, Tagger, Term, strongest_span

__all__ = [
    "DEFAULT_MODEL",
    "STANCES",
    "Explanation",
    "Model",
    "Passage",
    "Tag",
    "Tagger",
    "Term",
    "list_models",
    "load_model",
    "model_in_use",
    "passage_from",
    "save_model",
    "strongest_span",
]
