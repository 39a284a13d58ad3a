"""Annif, the national library's tool for the same task, on the same folds: ``python -m tests.benchmarks.annif_peer [--folds N]
[--only PROJECT]``.

Installs Annif from PyPI into a virtual environment of its own, trains it and textkit on the training part of each fold
of the shipped corpus (no decision on both sides), and prints how both do on the rest. Annif's limit and threshold are
chosen as ``annif optimize`` does, from the same steps, by micro-F1 on a fifth of the training part that was held out
for it; then it is trained on the whole. Its classifiers leave out documents without a subject, so that with the policy's
themes alone they never see a routine line; therefore each project is also tried with *no theme* as an eighth subject.
textkit is measured with such thresholds, and with those that it ships, which suit an archive. Speed is of suggesting, in
paragraphs a second of CPU time, in one process.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.model_selection import GroupKFold

import textkit
from textkit.tagging import Tagger
from textkit.training import Example, train
from textkit.training.calibrating import choose_thresholds
from textkit.training.evaluation import Measures, Score, measure, tag_table
from textkit.training.sources import shipped_corpus
from textkit.training.targets import targets_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

POLICY = textkit.load_policy()
THEMES = POLICY.theme_ids
FOLDS = 5
ANALYZER = "snowball(finnish)"
BACKENDS = {
    "tfidf": "backend=tfidf",
    "svc": "backend=svc\nmin_df=2\nngram=2",
    "omikuji": "backend=omikuji\nmin_df=2\nngram=2\ncluster_balanced=False\ncluster_k=100\nmax_depth=3",
    "fasttext": "backend=fasttext\ndim=100\nlr=0.25\nepoch=30\nloss=ova\nminn=3\nmaxn=6\nbucket=100000",
}
EXTRAS = ("omikuji", "fasttext")
LIMITS = range(1, len(THEMES) + 1)
CUTS = np.arange(0.0, 1.0, 0.05)
"""The steps of ``annif optimize``."""
NONE = "no-theme"


@dataclass(frozen=True)
class Result:
    """How a tool did on one fold."""

    measures: Measures
    seconds: float
    note: str = ""


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folds", type=int, default=1, help="run the first N of five folds")
    parser.add_argument("--only", action="append", help="an Annif project, such as omikuji-themes; may be repeated")
    options = parser.parse_args(arguments)
    examples = shipped_corpus(POLICY)
    groups = targets_of(examples, THEMES).groups
    folds = list(GroupKFold(FOLDS).split(groups, groups=groups))[: options.folds]
    results: dict[str, list[Result]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        python, backends = install(Path(scratch) / "env")
        for number, (inside, outside) in enumerate(folds, 1):
            print(f"fold {number}: {len(inside)} paragraphs to train, {len(outside)} to test", flush=True)
            known, test = [examples[n] for n in inside], [examples[n] for n in outside]
            found = run_textkit(known, test)
            found |= run_annif(python, Path(scratch) / str(number), backends, known, test, options.only)
            for name, result in found.items():
                results.setdefault(name, []).append(result)
    print(table(results))
    return 0


def install(folder: Path) -> tuple[Path, list[str]]:
    """A virtual environment with Annif: its Python, and the back ends that could be installed."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "annif"], check=True, stderr=subprocess.DEVNULL)
    missing = [
        extra for extra in EXTRAS if subprocess.run([*pip, f"annif[{extra}]"], stderr=subprocess.DEVNULL).returncode
    ]
    asked = [str(python), "-c", "from importlib.metadata import version; print(version('annif'))"]
    print(f"annif {subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()}, {ANALYZER}")
    return python, [backend for backend in BACKENDS if backend not in missing]


def run_textkit(known: Sequence[Example], test: Sequence[Example]) -> dict[str, Result]:
    """With its thresholds for an archive, and with such as Annif's are: of the share of themes in the training part."""
    trained = train(known, POLICY, "fold")
    as_labelled = choose_thresholds(trained.probabilities, trained.targets, 1.0)
    models = {"textkit, for an archive": trained.model, "textkit": replace(trained.model, thresholds=as_labelled)}
    found = {}
    for name, model in models.items():
        tagger = Tagger(model)
        start = time.process_time()
        tagged = tag_table(tagger, test, THEMES)
        found[name] = Result(_measure(test, tagged), time.process_time() - start)
    return found


def run_annif(
    python: Path,
    folder: Path,
    backends: Sequence[str],
    known: Sequence[Example],
    test: Sequence[Example],
    only: Sequence[str] | None = None,
) -> dict[str, Result]:
    """Every project, or those that are named, on one fold, tuned on a fifth of the training part."""
    groups = targets_of(known, THEMES).groups
    inside, held_out = next(iter(GroupKFold(FOLDS).split(groups, groups=groups)))
    tuning = [known[n] for n in held_out]
    folder.mkdir()
    projects = [found for found in write_projects(folder, backends) if only is None or found[0] in only]
    parts = {"part": [known[n] for n in inside], "tune": tuning, "known": known, "test": test}
    jobs = []
    for subjects in ("themes", "with-none"):
        for name, part in parts.items():
            write_corpus(folder / f"{subjects}-{name}.jsonl", part, with_none=subjects == "with-none")
    for train_on, test_on in (("part", "tune"), ("known", "test")):
        for project, subjects, trains in projects:
            source = f"{subjects}-{train_on}.jsonl" if trains else None
            jobs.append({"project": project, "train": source, "test": f"{subjects}-{test_on}.jsonl"})
    (folder / "jobs.json").write_text(json.dumps(jobs), encoding="utf-8")
    worker = Path(__file__).with_name("annif_worker.py")
    with (folder / "annif.log").open("w") as log:
        done = subprocess.run([str(python), str(worker), str(folder)], stdout=log, stderr=log)
    if done.returncode:
        raise SystemExit((folder / "annif.log").read_text(encoding="utf-8")[-3000:])
    runs = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    half = len(projects)
    return {
        f"annif {tuned['project']}": judge(tuned, final, tuning, test)
        for tuned, final in zip(runs[:half], runs[half:], strict=True)
    }


def write_projects(folder: Path, backends: Sequence[str]) -> list[tuple[str, str, bool]]:
    """Vocabularies and project definitions; of each project its id, its subjects, and whether it is trained."""
    projects, sections = [], []
    for subjects, ids in (("themes", THEMES), ("with-none", (*THEMES, NONE))):
        with (folder / f"vocabulary-{subjects}.csv").open("w", encoding="utf-8", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerows([("uri", "label_fi"), *((_uri(theme), theme) for theme in ids)])
        common = f"language=fi\nanalyzer={ANALYZER}\nvocab=vocabulary-{subjects}\nlimit={len(ids)}"
        for backend in backends:
            projects.append((f"{backend}-{subjects}", subjects, True))
            sections.append(f"[{backend}-{subjects}]\nname={backend}\n{BACKENDS[backend]}\n{common}\n")
        sources = ",".join(f"{backend}-{subjects}" for backend in backends if backend != "tfidf")
        projects.append((f"ensemble-{subjects}", subjects, False))
        sections.append(f"[ensemble-{subjects}]\nname=ensemble\nbackend=ensemble\nsources={sources}\n{common}\n")
    (folder / "projects.cfg").write_text("\n".join(sections), encoding="utf-8")
    return projects


def write_corpus(path: Path, examples: Sequence[Example], *, with_none: bool) -> None:
    with path.open("w", encoding="utf-8") as stream:
        for example in examples:
            subjects = sorted(example.themes) or ([NONE] if with_none else [])
            row = {"text": example.text, "subjects": [{"uri": _uri(subject)} for subject in subjects]}
            stream.write(json.dumps(row) + "\n")


def judge(
    tuned: dict[str, object], final: dict[str, object], tuning: Sequence[Example], test: Sequence[Example]
) -> Result:
    """The limit and threshold that are best on the tuning part, on the test part."""
    scores = np.array(tuned["scores"])
    choices = [(limit, cut) for limit in LIMITS for cut in CUTS]
    limit, cut = max(choices, key=lambda choice: _measure(tuning, suggested(scores, *choice)).micro.f1)
    seconds = float(str(final["suggest_seconds"]))
    note = f"limit {limit}, threshold {cut:.2f}"
    return Result(_measure(test, suggested(np.array(final["scores"]), limit, cut)), seconds, note)


def suggested(scores: NDArray[np.float64], limit: int, threshold: float) -> NDArray[np.bool_]:
    """Annif's filter: the best ``limit`` subjects of a text with a score that reaches the threshold, and is not 0."""
    best = np.zeros(scores.shape, bool)
    np.put_along_axis(best, np.argsort(-scores, axis=1, kind="stable")[:, :limit], values=True, axis=1)
    kept = best & (scores > 0) & (scores >= threshold)
    return kept[:, : len(THEMES)]


def table(results: dict[str, list[Result]]) -> str:
    """Means over the folds."""
    lines = [f"{'':<26} macro-F1  micro-F1  precision  recall  paragraphs/s"]
    for name, found in results.items():
        micro = [result.measures.micro for result in found]
        means = [np.mean([result.measures.macro_f1 for result in found]), *_means(micro)]
        speed = sum(result.measures.paragraphs for result in found) / sum(result.seconds for result in found)
        macro, f1, precision, recall = (f"{mean:.3f}" for mean in means)
        notes = "; ".join(sorted({result.note for result in found}))
        lines.append(f"{name:<26} {macro:>8}  {f1:>8}  {precision:>9}  {recall:>6}  {speed:>12,.0f}  {notes}".rstrip())
    return "\n".join(lines)


def _means(scores: Sequence[Score]) -> list[float]:
    return [float(np.mean([getattr(score, name) for score in scores])) for name in ("f1", "precision", "recall")]


def _measure(examples: Sequence[Example], tagged: NDArray[np.bool_]) -> Measures:
    targets = targets_of(examples, THEMES)
    return measure(targets.themes, tagged, targets.known, THEMES)


def _uri(subject: str) -> str:
    return f"http://example.org/{subject}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
