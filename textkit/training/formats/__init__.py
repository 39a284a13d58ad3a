"""The label formats that people have: read by shape, written by name. One file a family of formats."""

from textkit.training.formats.annotation import Annotation
from textkit.training.formats.files import LabelFile, Skipped, read_label_file
from textkit.training.formats.writing import FORMATS, Written, write_labels

__all__ = ["FORMATS", "Annotation", "LabelFile", "Skipped", "Written", "read_label_file", "write_labels"]
