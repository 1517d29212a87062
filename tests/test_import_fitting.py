"""What a document must give up to be kept, and how that is told."""

from __future__ import annotations

from articles.documents import Document
from articles.importing.fitting import fit


def test_a_headline_turns_no_page_around() -> None:
    fitted, _ = fit(Document(headline="\u202egnidih\u202c and \u2066isolate\u2069 \u200fסלאם"))

    assert fitted.headline == "gnidih and isolate \u200fסלאם"
