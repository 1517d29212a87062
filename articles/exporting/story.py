"""Story: one article or edition as it goes out, with what is known of it beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from articles.documents import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A Document with its place in the newsroom.

    `key` is the article's, `uri` the name by which another system knows it again, `status`
    what a reader of ours takes it for (draft, scheduled, published, trash). `published_at`
    is empty for what readers do not see now.
    """

    key: int
    uri: str
    document: Document
    status: str
    changed_at: datetime
    published_at: datetime | None = None

    @property
    def file_name(self) -> str:
        """Unique by its key, and named by the slug as far as there is one. Without suffix."""
        return f"{self.key:06}-{self.document.slug}" if self.document.slug else f"{self.key:06}"
