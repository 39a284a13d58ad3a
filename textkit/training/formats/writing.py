"""Judgements → a file of any format, by its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from textkit.errors import UsageError
from textkit.training.formats import annif, argilla, doccano, label_studio, own, prodigy, sheet
from textkit.training.formats.annotation import Annotation

Writer = Callable[[Iterable[Annotation], Sequence[str]], bytes | dict[str, bytes]]

FORMATS: Mapping[str, Writer] = {
    own.NAME: own.write,
    sheet.WIDE: sheet.write_wide,
    sheet.LIST: sheet.write_list,
    sheet.EXCEL: sheet.write_excel,
    sheet.EXCEL_LIST: sheet.write_excel_list,
    label_studio.NAME: label_studio.write,
    label_studio.MIN: label_studio.write_min,
    "label-studio-csv": label_studio.write_csv,
    doccano.NAME: doccano.write,
    "doccano-csv": doccano.write_csv,
    doccano.FASTTEXT: doccano.write_fasttext,
    argilla.NAME: argilla.write,
    argilla.FLAT: argilla.write_flat,
    prodigy.CHOICE: prodigy.write,
    prodigy.BINARY: prodigy.write_binary,
    prodigy.SPACY: prodigy.write_cats,
    annif.FOLDER: annif.write_folder,
    annif.KEYS: annif.write_key_folder,
    annif.TSV: annif.write_tsv,
    annif.CSV: annif.write_csv,
    annif.JSONL: annif.write_jsonl,
}
BARE = frozenset({doccano.FASTTEXT, annif.FOLDER, annif.KEYS, annif.TSV})
"""Formats that have room for a text and its labels, and for nothing else: no metadata, and nothing is unknown."""


class Written(NamedTuple):
    """How many judgements were written, and how many could not be, because the format has no word for unknown."""

    written: int
    left_out: int


def write_labels(annotations: Iterable[Annotation], themes: Sequence[str], form: str, target: Path) -> Written:
    """Writes a file, or a folder for the formats that are one.

    :param themes: ids of the policy's themes, in its order.
    :raises UsageError: if there is no such format, or the target cannot be written.
    """
    if form not in FORMATS:
        raise UsageError(f"--format: {form!r} is none of {', '.join(FORMATS)}")
    every = list(annotations)
    kept = [a for a in every if form not in BARE or a.themes is None or not a.unknown_of(themes)]
    made = FORMATS[form](kept, themes)
    try:
        if isinstance(made, bytes):
            target.write_bytes(made)
        else:
            target.mkdir(parents=True, exist_ok=True)
            for name, data in made.items():
                (target / name).write_bytes(data)
    except OSError as exc:
        raise UsageError(f"{target}: cannot be written ({exc.strerror}) – choose another --output") from exc
    return Written(len(kept), len(every) - len(kept))
