"""What is due and what went out, on the calendar and the dashboard; and that its numbers hold."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from articles import publishing
from articles.admin import calendar, output
from articles.models import Article, Edition, ImportItem, ImportRun, Stage
from tests import desk, world

pytestmark = pytest.mark.django_db

CALENDAR = f"{desk.LIST}calendar/"


@pytest.fixture
def chief(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("chief", password="a-long-enough-password"))
    return client


def midnight(days: int) -> datetime:
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return today + timedelta(days=days)


def shown(client: Client, day: datetime, length: str = "day") -> list[str]:
    """The headlines on a page of the calendar."""
    page = client.get(f"{CALENDAR}?length={length}&on={day:%Y-%m-%d}").text
    return re.findall(r'dir="auto">([^<]+)<', page.split("<h1>")[1])


def test_the_calendar_shows_what_happens_by_itself_on_its_day(chief: Client) -> None:
    day = midnight(40)
    world.make_edition(headline="Begins", slug="begins", at=day)
    ends = world.make_edition(headline="Ends", slug="ends", until=day + timedelta(hours=2)).article
    world.make_article(headline="Embargo", identity={"embargo_until": day + timedelta(hours=3)})
    deadline = {"due_at": day + timedelta(hours=3, minutes=1)}
    world.make_article(headline="Deadline", identity=deadline)
    world.make_edition(headline="The day after", slug="after", at=day + timedelta(days=1))
    replaced = world.make_edition(headline="Old words", slug="old").article
    world.rewrite(replaced, headline="New words")
    publishing.publish(replaced.pk, by=None, at=day + timedelta(hours=4))
    cancelled = world.make_edition(headline="Cancelled", slug="not", at=day).article
    publishing.cancel(cancelled.pk, by=None)

    for length, further in (("day", []), ("week", ["The day after"]), ("month", [])):
        found = shown(chief, day, length)
        wanted = ["Begins", "Ends", "Embargo", "Deadline", "New words"]
        assert found[: 3 if length == "month" else 5] == wanted[: 3 if length == "month" else 5]
        assert set(further if day.weekday() != 6 else []) <= set(found)
        assert not {"Old words", "Cancelled"} & set(found)
    assert "and 2 more" in chief.get(f"{CALENDAR}?on={day:%Y-%m-%d}").text

    publishing.withdraw(ends.pk, by=None)
    assert "Ends" not in shown(chief, day)


@pytest.mark.parametrize("asked", ["on=2026-02-31", "on=9999-12-31", "on=x&length=%00"])
def test_nonsense_is_this_month(chief: Client, asked: str) -> None:
    assert f"<h1>{timezone.localdate():%B %Y}</h1>" in chief.get(f"{CALENDAR}?{asked}").text


def test_a_calendar_too_full_to_show_says_so(chief: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(calendar, "MOST", 1)
    for number in range(2):
        world.make_article(identity={"embargo_until": midnight(40) + timedelta(hours=number)})

    page = chief.get(f"{CALENDAR}?length=day&on={midnight(40):%Y-%m-%d}").text

    assert "the first 1 of each kind" in page


def test_each_number_on_the_dashboard_is_the_length_of_the_list_behind_it(chief: Client) -> None:
    me = User.objects.get()
    world.make_article(headline_derived=True, identity={"stage": Stage.IN_REVIEW, "assignee": me})
    world.make_article(identity={"stage": Stage.READY})
    world.make_edition(slug="due", at=midnight(3))
    for days, section in ((0, "Harbour"), (1, "Harbour"), (1, ""), (29, "Schools"), (31, "")):
        dated = timezone.now() - timedelta(days=days)
        world.make_edition(slug=f"out-{days}-{section}".lower(), section=section, dated=dated)
    world.rewrite(Edition.objects.newest()[0].article, headline="Changed")
    hold(Article.objects.all()[0])

    links = numbers(chief.get("/admin/").text)

    lengths = {url: len(rows(chief.get(url).text)) for url, _ in links}
    assert {url: number for url, number in links if int(number) != lengths[url]} == {}
    piles = [number for url, number in links if "out=" not in url]
    assert [*piles[:-2], piles[-1]] == list("1100011111")
    assert sum(int(number) for url, number in links if "out=" in url) == 4 * 4


def hold(article: Article) -> None:
    now = timezone.now()
    run = ImportRun.objects.create(source="seeds", state="done", started_at=now, heartbeat_at=now)
    held = {"verdict": "held", "content": "{}", "digest": "theirs"}
    ImportItem.objects.create(run=run, position=0, article=article, **held)


def numbers(html: str) -> list[tuple[str, str]]:
    """(address, number) of each pile and of each number of the chart."""
    page = LexborHTMLParser(html)
    links = page.css("a.pile, .output h2 a, .output .key a, .output td a")
    return [(link.attributes["href"] or "", re.findall(r"\d+", link.text())[0]) for link in links]


def rows(html: str) -> list[Any]:
    return LexborHTMLParser(html).css("table.cards tbody tr")


def test_a_chart_of_too_many_keeps_whole_days(monkeypatch: Any) -> None:
    for number, days in enumerate((0, 1, 1, 2)):
        dated = timezone.now() - timedelta(days=days)
        world.make_edition(slug=f"out-{number}", dated=dated)
    monkeypatch.setattr(output, "MOST", 2)

    drawn = output.output()

    assert (drawn.total, drawn.is_whole, len(drawn.rows)) == (1, False, 1)
