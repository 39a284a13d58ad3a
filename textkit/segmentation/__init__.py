"""Languages, sentences and words of a decision's paragraphs."""

from textkit.segmentation.language import language_of
from textkit.segmentation.pipeline import docs, pipeline, segment
from textkit.segmentation.sentences import sentence_spans

__all__ = ["docs", "language_of", "pipeline", "segment", "sentence_spans"]
