"""A story as ninjs 3: IPTC's news in JSON, for other newsrooms."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles import markup
from articles.models.edition import Edition
from articles.site import reading
from articles.site.answers import cacheable, for_anybody
from articles.site.dispatches import WHOLE, Dispatch, Picture, dispatches
from articles.site.imprint import imprint
from articles.site.notes import notes_of
from articles.site.origin import absolute, identifier, origin_of, with_absolute_addresses
from articles.site.reading import Name
from articles.site.structured import instant, said

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json",
}


@require_safe
def story(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """The story at the address above this one, as it stands now."""
    editions = Edition.objects.at_path(f"{year}/{month}/{day}/{slug}")
    found = dispatches(editions[:1], reading.sections(), longest_body=WHOLE)
    if not found:
        raise Http404
    text = json.dumps(item(found[0], origin_of(request)), ensure_ascii=False)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    return for_anybody(cacheable(request, response, until=reading.next_change()))


def item(dispatch: Dispatch, origin: str) -> dict[str, Any]:
    """The ninjs object; what the story does not say is left out."""
    told, newsroom = dispatch.story, imprint().name
    url = absolute(origin, f"/{told.path}/")
    plain = markup.text(told.body)
    picture = dispatch.picture
    return said(
        {
            "uri": identifier(origin, f"story/{told.article_id}"),
            "standard": STANDARD,
            "type": "text",
            "representationType": "full",
            "version": str(told.id),
            "firstCreated": instant(told.published_at),
            "versionCreated": instant(dispatch.changed_at),
            "pubStatus": "usable",
            "language": told.language,
            "copyrightHolder": newsroom,
            "by": ", ".join(told.byline.split("\n")),
            "slugline": told.slug,
            "located": told.dateline,
            "headlines": _valued(("kicker", told.kicker), ("main", told.headline)),
            "descriptions": _valued(("summary", told.dek)),
            "bodies": [
                {
                    **_body("html", with_absolute_addresses(told.body, origin, url)),
                    "wordCount": told.words,
                },
                {**_body("plain", plain), "charCount": len(plain), "wordCount": told.words},
            ],
            "edNote": "\n".join(f"{note.name}: {note.text}" for note in notes_of(told.corrections)),
            "subjects": [
                _subject(each, origin) for each in (dispatch.section, *dispatch.tags) if each
            ],
            "people": [
                {"name": author.name, "rel": "author", "uri": absolute(origin, author.url)}
                for author in dispatch.authors
            ],
            "associations": [_associated(picture, origin)] if picture else [],
            "altIds": [{"role": "address", "value": url}],
        }
    )


def _valued(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"role": role, "value": value} for role, value in pairs if value]


def _body(kind: str, value: str) -> dict[str, Any]:
    return {"role": "main", "contentType": f"text/{kind}", "value": value}


def _subject(name: Name, origin: str) -> dict[str, str]:
    """A section or a tag, told apart by how the story relates to it."""
    rel = "section" if name.kind == "section" else "about"
    return {"name": name.name, "rel": rel, "uri": absolute(origin, name.url)}


def _associated(picture: Picture, origin: str) -> dict[str, Any]:
    address = absolute("", picture.address(origin))
    rendition = said(
        {"name": "main", "href": address, "width": picture.width, "height": picture.height}
    )
    return said(
        {
            "name": "lead",
            "uri": address,
            "type": "picture",
            "headlines": _valued(("main", picture.alt)),
            "renditions": [rendition],
        }
    )
