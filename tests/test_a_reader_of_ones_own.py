"""The README's reader in ten lines, taken at its word."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from articles import readers
from articles.models import Article
from articles.readers.formats import Format
from tests.importing import bring

pytestmark = pytest.mark.django_db

README = Path(readers.__file__).resolve().parent.parent / "README.md"


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    code = re.search(r"```python\n(.*?)```", README.read_text(), re.DOTALL)
    assert code
    module = ModuleType("telegram")
    exec(code[1], module.__dict__)
    format_ = Format("telegram", module.recognises, module.read)
    monkeypatch.setattr(readers, "FORMATS", (format_, *readers.FORMATS))


def test_one_module_and_one_line_are_a_reader(tmp_path: Path, telegram: None) -> None:
    (tmp_path / "a.txt").write_text("TELEGRAM Ferry sinks\n2024-02-25\nAll saved.\n\nStop.")

    assert bring(tmp_path)["counts"] == {"created": 1}
    document = Article.objects.get().document()
    assert (document.headline, document.dated) == ("Ferry sinks", date(2024, 2, 25))
    assert document.body == "<p>All saved.</p><p>Stop.</p>"
    assert bring(tmp_path)["counts"] == {"unchanged": 1}


def test_a_file_it_chokes_on_is_refused_and_the_others_come(tmp_path: Path, telegram: None) -> None:
    (tmp_path / "a.txt").write_text("TELEGRAM Nothing else")
    (tmp_path / "b.txt").write_text("TELEGRAM Ferry sinks\n2024-02-25\nAll saved.")

    assert bring(tmp_path)["counts"] == {"created": 1, "rejected": 1}
