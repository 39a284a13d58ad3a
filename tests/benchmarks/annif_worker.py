"""Trains Annif projects and writes the scores that they give: run by the virtual environment that has Annif.

Takes a folder with ``projects.cfg``, a ``vocabulary-NAME.csv`` a vocabulary, corpora as JSON Lines, and ``jobs.json``: which
project is trained on which corpus, if on any, and tried on which. Leaves ``scores.json``: the jobs again, with the scores,
*shape* ``(n_texts, n_subjects)``, and the CPU seconds that training and suggesting took.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

BATCH = 32


def main(folder: Path) -> None:
    os.environ |= {
        "ANNIF_PROJECTS": str(folder / "projects.cfg"),
        "ANNIF_DATADIR": str(folder / "data"),
        "ANNIF_CONFIG": "annif.default_config.Config",
        "NLTK_DATA": str(folder / "nltk"),
    }
    _without_sentence_model(folder / "nltk" / "tokenizers" / "punkt_tab" / "english")
    for vocabulary in sorted(folder.glob("vocabulary-*.csv")):
        _annif("load-vocab", vocabulary.stem, str(vocabulary))
    found = []
    for job in json.loads((folder / "jobs.json").read_text(encoding="utf-8")):
        start = time.process_time()
        if job["train"]:
            _annif("train", job["project"], str(folder / job["train"]))
        trained = time.process_time()
        scores, seconds = _suggest(job["project"], folder / job["test"])
        found.append({**job, "scores": scores, "train_seconds": trained - start, "suggest_seconds": seconds})
        print(f"  annif {job['project']} on {job['test']}", file=sys.stderr, flush=True)
    (folder / "scores.json").write_text(json.dumps(found), encoding="utf-8")


def _annif(*arguments: str) -> None:
    """Annif's command line, in this process."""
    import_module("annif.cli").cli.main(args=list(arguments), standalone_mode=False)


def _suggest(project_id: str, path: Path) -> tuple[list[list[float]], float]:
    annif, corpus = import_module("annif"), import_module("annif.corpus")
    registry = import_module("annif.registry")
    texts = [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
    documents = [corpus.Document(text=text) for text in texts]
    app = annif.create_flask_app()
    scores: list[list[float]] = []
    with app.app_context():
        registry.initialize_projects(app)
        project: Any = registry.get_project(project_id)
        project.initialize()
        project.suggest(documents[:1])
        start = time.process_time()
        for at in range(0, len(documents), BATCH):
            scores += project.suggest(documents[at : at + BATCH]).array.toarray().tolist()
        return scores, time.process_time() - start


def _without_sentence_model(folder: Path) -> None:
    """NLTK would download an English model of sentence ends, which Finnish has no use for: an untrained one does."""
    punkt = import_module("nltk.tokenize.punkt")
    folder.mkdir(parents=True, exist_ok=True)
    punkt.save_punkt_params(punkt.PunktParameters(), str(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
