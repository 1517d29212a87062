"""The report: what became of every document, for people and for other programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

from articles.importing.planning import Decision
from articles.importing.recording import as_json
from articles.models.importing import ImportRun, Verdict


class Report:
    """A JSON file, written as the import goes, whole when it is closed.

    {"items": [{file, line, source_id, verdict, reason, headline, article, problems}…],
    "run": id or null for a rehearsal, "counts": {verdict: number}}
    """

    def __init__(self, path: Path) -> None:
        self._path, self._part = path, path.with_name(f"{path.name}.part")
        self._file: TextIO = self._part.open("w", encoding="utf-8")
        self._file.write('{"items": [')
        self._counts: Counter[str] = Counter()

    def add(self, decisions: Sequence[Decision]) -> None:
        for decision in decisions:
            self._file.write(",\n" if self._counts else "\n")
            json.dump(line_of(decision), self._file, ensure_ascii=False)
            self._counts[str(decision.verdict)] += 1

    def close(self, run: ImportRun | None) -> None:
        """End the file and put it in its place."""
        counts = {str(verdict): self._counts[verdict] for verdict in Verdict}
        ending = json.dumps({"run": run.pk if run else None, "counts": counts})
        self._file.write(f"\n], {ending[1:]}\n")
        self._file.close()
        self._part.replace(self._path)


def line_of(decision: Decision) -> dict[str, Any]:
    found, twin = decision.found, decision.twin
    return {
        "file": found.path,
        "line": found.lines[0] if found.lines else None,
        "source_id": found.source_id,
        "verdict": str(decision.verdict),
        "reason": decision.reason,
        "headline": decision.document.headline,
        "article": twin.article_id if twin else decision.article_id,
        "problems": as_json(decision.all_problems()),
    }
