"""Hundreds of thousands of decisions: read once, kept as Parquet, asked with SQL."""

from textkit.archive.add import AddReport, add
from textkit.archive.export import export, write_answer
from textkit.archive.options import Options
from textkit.archive.questions import Answer, Questions
from textkit.archive.retag import retag
from textkit.archive.store import Store

__all__ = ["AddReport", "Answer", "Options", "Questions", "Store", "add", "export", "retag", "write_answer"]
