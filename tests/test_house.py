"""The house rules that a reader of the code relies on."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "articles"

PURE = {"documents", "limits", "slugs", "romanising", "languages", "headlines", "markup",
        "rendering", "prints", "readers", "words", "comparing", "merging", "faults"}  # fmt: skip
# room → the rooms it must never import, which is what keeps data flowing one way
FORBIDDEN = {
    **{
        room: {"models", "search", "revising", "publishing", "importing", "admin", "site", "clock"}
        for room in PURE
    },
    "models": {"search", "revising", "publishing", "importing", "admin", "site", "composing"},
    "search": {"revising", "publishing", "importing", "admin", "site"},
    "resembling": {"revising", "publishing", "importing", "admin", "site"},
    "revising": {"publishing", "importing", "admin", "site"},
    "requirements": {"models", "revising", "publishing", "importing", "admin", "site"},
    "commenting": {"revising", "publishing", "importing", "admin", "site"},
    "clearing": {"revising", "publishing", "importing", "admin", "site"},
    "composing": {"models", "revising", "publishing", "importing", "admin", "site"},
    "journal": {"revising", "publishing", "importing", "admin", "site"},
    "correcting": {"publishing", "importing", "admin", "site"},
    "withholding": {"publishing", "importing", "admin", "site"},
    "auditing": {"revising", "publishing", "importing", "admin", "site"},
    "printing": {"publishing", "importing", "admin", "site"},
    "publishing": {"importing", "admin", "site"},
    "importing": {"working", "admin", "site"},
    "working": {"admin", "site"},
    "exporting": {"revising", "publishing", "importing", "admin", "site"},
    "site": {
        "origins",
        "resembling",
        "revising",
        "publishing",
        "correcting",
        "withholding",
        "holding",
        "importing",
        "journal",
        "admin",
        "requirements",
        "readers",
    },
    "takeout": {"revising", "publishing", "exporting", "admin", "site"},
    "holding": {"importing", "admin", "site"},
}
DESK_NOUNS = {
    *(
        "Article",
        "ArticleTag",
        "AuditEntry",
        "Byline",
        "Comment",
        "ImportItem",
        "ImportRun",
        "JournalEntry",
        "Resemblance",
        "Revision",
        "Sheet",
        "VersionName",
    )
}
DESK_MODULES = {
    f"articles.models.{noun}"
    for noun in (
        *(
            "article",
            "audit",
            "comment",
            "filing",
            "importing",
            "journal",
            "resemblance",
            "revision",
            "version_name",
        ),
    )
}


def modules(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """(module, name) for every import of a file, at whatever depth."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def rooms_imported(path: Path) -> set[str]:
    found = set()
    for module, name in imports(path):
        if module == "articles":
            found.add(name)
        elif module.startswith("articles."):
            found.add(module.split(".")[1])
    return found


def room(path: Path) -> str:
    return path.relative_to(APP).parts[0].removesuffix(".py")


@pytest.mark.parametrize("name", sorted(FORBIDDEN))
def test_imports_flow_one_way(name: str) -> None:
    wrong = {
        str(path.relative_to(ROOT)): sorted(rooms_imported(path) & FORBIDDEN[name])
        for path in modules(APP)
        if room(path) == name and rooms_imported(path) & FORBIDDEN[name]
    }

    assert not wrong


@pytest.mark.parametrize("name", sorted(PURE))
def test_pure_rooms_know_no_django(name: str) -> None:
    wrong = [
        path.name
        for path in modules(APP)
        if room(path) == name and any(module.startswith("django") for module, _ in imports(path))
    ]

    assert not wrong


def test_models_flow_taxonomy_article_revision_edition() -> None:
    order = ["taxonomy", "article", "revision", "edition"]
    wrong = [
        (lower, module)
        for place, lower in enumerate(order)
        for module, _ in imports(APP / "models" / f"{lower}.py")
        if module in {f"articles.models.{higher}" for higher in order[place + 1 :]}
    ]

    assert not wrong


def test_the_site_knows_no_noun_of_the_desk() -> None:
    wrong = [
        (path.name, module, name)
        for path in modules(APP / "site")
        for module, name in imports(path)
        if module in DESK_MODULES or (module.startswith("articles.models") and name in DESK_NOUNS)
    ]

    assert not wrong


@pytest.mark.parametrize("word", [".filter(", ".exclude(", "live_from__", "live_until__"])
def test_the_site_asks_in_the_domains_words(word: str) -> None:
    wrong = [path.name for path in modules(APP / "site") if word in path.read_text()]

    assert not wrong


def test_only_one_place_says_what_live_means() -> None:
    says_it = [
        str(path.relative_to(APP))
        for path in modules(APP)
        if "live_until__gt=instant" in path.read_text()
    ]

    assert says_it == ["models/edition.py"]


def test_imports_stand_at_the_top() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in [*modules(APP), *modules(ROOT / "newsroom")]
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert not wrong


def test_no_module_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "util", "helpers", "core", "base", "misc", "common"}

    assert not [path for path in modules(APP) if path.stem in drawers]


def test_no_file_outgrows_a_reader() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in modules(APP)
        if (lines := path.read_text().count("\n")) > 300
    }

    assert not long


def test_templates_vouch_for_no_markup_but_the_rendered() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for line in path.read_text().splitlines()
        if ("|safe" in line and "body_html" not in line) or "autoescape off" in line
    ]

    assert not wrong


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_migrations_are_named_by_hand() -> None:
    assert not [path.name for path in (APP / "migrations").glob("*auto*.py")]
