"""JSON lines: a story a line, every field as the newsroom holds it; see readers/house_lines.py."""

from __future__ import annotations

import json

from articles.exporting.formats import Written
from articles.exporting.story import Story


def write(story: Story) -> Written:
    line = {
        "newsroom": 1,
        "uri": story.uri,
        "status": story.status,
        "published_at": story.published_at.isoformat() if story.published_at else None,
        "changed_at": story.changed_at.isoformat(),
        **json.loads(story.document.to_json()),
    }
    return Written(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
