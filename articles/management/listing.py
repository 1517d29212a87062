"""Runs and their documents as tables and differences, for the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone
from rich.console import Console
from rich.table import Table
from rich.text import Text

from articles.comparing import Comparison, Piece, compare
from articles.management.following import told
from articles.management.progress import STYLES, shown_path
from articles.models.importing import Approval, ImportItem, ImportRun, RunState, Verdict

PIECES = {"added": "green", "removed": "red strike", "restyled": "italic"}


def show_runs(console: Console, runs: Iterable[ImportRun]) -> None:
    table = Table()
    for column in ("run", "state", "source", "by", "started", "documents"):
        table.add_column(column, justify="right" if column in ("run", "documents") else "left")
    for run in runs:
        started = f"{timezone.localtime(run.started_at):%Y-%m-%d %H:%M}"
        state = str(RunState(run.state).label)
        table.add_row(str(run.pk), state, run.source, run.by_name, started, f"{run.total:,}")
    console.print(table)


def show_run(console: Console, run: ImportRun) -> None:
    """Where it stands and what it comes to, verdict by verdict."""
    console.print(told(run), soft_wrap=True)
    if run.reason:
        console.print(run.reason, soft_wrap=True)
    for act in run.acts:
        documents = f", {act['documents']:,} documents" if act["documents"] is not None else ""
        by = act["by"] or "the command line"
        at = timezone.localtime(datetime.fromisoformat(act["at"]))
        console.print(f"  {at:%Y-%m-%d %H:%M}  {act['act']} by {by}{documents}")
    console.print(counts_of(run))


def counts_of(run: ImportRun) -> Table:
    table = Table()
    table.add_column("verdict")
    table.add_column("documents", justify="right")
    for verdict, style in STYLES.items():
        table.add_row(str(verdict), f"{run.counts.get(str(verdict), 0):,}", style=style)
    return table


def show_items(console: Console, items: Sequence[ImportItem], *, differences: bool) -> None:
    """Each with its number in the run, for `--items`; updates with what they would change."""
    for item in items:
        console.print(_line(item), soft_wrap=True)
        for problem in item.problems:
            console.print(f"        {problem['message']} → {problem['remedy']}", soft_wrap=True)
        if differences and item.article and item.document:
            _show_comparison(console, compare(item.article.document(), item.document))


def _line(item: ImportItem) -> Text:
    verdict = Verdict(item.verdict)
    approval = str(Approval(item.approval).label) if item.approval else ""
    where = shown_path(item.path) + (f":{item.first_line}" if item.first_line else "")
    reasons = "  ".join(filter(None, (item.reason, approval, item.note)))
    document = item.document
    headline = document.headline if document else ""
    return Text.assemble(
        f"{item.position:>6}  ", (f"{verdict:<9}", STYLES[verdict]), (f"  {where}", "bold"),
        f"  {headline}  ", (reasons, "italic"),
    )  # fmt: skip


def _show_comparison(console: Console, comparison: Comparison) -> None:
    for field in comparison.fields:
        console.print(Text(f"        {field.name}: ") + _pieces(field.pieces), soft_wrap=True)
    for block in comparison.changed_blocks:
        line = Text(f"        {block.kind}: ") + _pieces(block.pieces)
        console.print(line, soft_wrap=True)


def _pieces(pieces: Iterable[Piece]) -> Text:
    """Signs as well as colours: `[-was-]` and `{+is+}`, for where there are none."""
    text = Text()
    for piece in pieces:
        signs = {"added": "{{+{}+}}", "removed": "[-{}-]"}.get(piece.kind, "{}")
        text.append(signs.format(piece.text), PIECES.get(piece.kind, ""))
    return text
