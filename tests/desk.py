"""The desk in tests: forms as a browser fills them in, and the addresses of its pages."""

from __future__ import annotations

from typing import Any

from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article

LIST = "/admin/articles/article/"
ADD = f"{LIST}add/"


def change(article: Article | int) -> str:
    return f"{LIST}{article if isinstance(article, int) else article.pk}/change/"


def page(article: Article, name: str) -> str:
    """history, compare, restore, preview, withdraw, cancel."""
    return f"{LIST}{article.pk}/{name}/"


def fields(html: str) -> dict[str, Any]:
    """Name → value, or values, of the story form as it stands in the page."""
    found: dict[str, Any] = {}
    form = LexborHTMLParser(html).css_first("form.story")
    for node in form.css("input[name], textarea[name], select[name]"):
        name = node.attributes["name"] or ""
        if node.tag == "textarea":
            found[name] = node.text().removeprefix("\n")
        elif node.tag == "select":
            chosen = [
                option.attributes.get("value") or "" for option in node.css("option[selected]")
            ]
            found[name] = chosen if "multiple" in node.attributes else (chosen or [""])[0]
        elif (
            node.attributes.get("type") not in ("radio", "checkbox") or "checked" in node.attributes
        ):
            found[name] = node.attributes.get("value") or ""
    return found


def opened(client: Client, article: Article) -> dict[str, Any]:
    """The form of an article as somebody has it on the screen."""
    return fields(client.get(change(article)).text)


def saved(client: Client, article: Article, form: dict[str, Any], **typed: Any) -> Any:
    """The answer to saving the form, with what was typed into it."""
    return client.post(change(article), form | typed)


def write(client: Client, article: Article, **typed: Any) -> Any:
    """Open, type, press the button (`act`), and follow to the page after."""
    return client.post(change(article), opened(client, article) | typed, follow=True)
