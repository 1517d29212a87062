"""Search: what is found, in which order, and what nobody may find."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles import clock, limits, publishing, search, verifying
from articles.models import Edition, IndexForm, Section
from newsroom import database_state
from tests.world import make_article, make_edition, rewrite

pytestmark = pytest.mark.django_db
MAY = datetime(2024, 5, 3, 18, tzinfo=UTC)


def found(query: str, **options: Any) -> list[str]:
    return [hit.edition.headline for hit in search.find(query, **options).hits]


def ranked(query: str, **options: Any) -> list[str]:
    return [hit.edition.headline for hit in search.best(query, **options).hits]


def publish(headline: str, text: str = "", **fields: Any) -> Edition:
    return make_edition(headline=headline, body=f"<p>{text or headline}</p>", **fields)


def marked(pieces: tuple[search.Piece, ...]) -> str:
    return "".join(f"[{piece.text}]" if piece.is_match else piece.text for piece in pieces)


# what is looked through


def test_a_story_is_found_by_headline_dek_body_tag_section_and_byline() -> None:
    make_edition(headline="Trams return to Mill Street")

    for word in ("trams", "eleven", "sailing", "ferries", "harbour", "quill"):
        assert found(word) == ["Trams return to Mill Street"], word
    assert found("zeppelin") == []


def test_a_word_cut_by_emphasis_is_one_word_and_paragraphs_are_apart() -> None:
    make_edition(headline="A", body="<p>un<em>believ</em>able</p><p>end</p><p>start &amp; go</p>")

    assert found("unbelievable") == ["A"]
    assert found("endstart") == []
    assert found("amp") == []


def test_no_phrase_spans_two_fields() -> None:
    make_edition(headline="Quiet harbour", dek="Lights go out.")

    assert found('"harbour lights"') == []


# what readers may see


def test_a_draft_is_not_found() -> None:
    make_article(headline="Secret merger")

    assert found("merger") == ranked("merger") == []


def test_an_edit_is_found_once_it_is_published_and_what_it_replaced_no_more() -> None:
    article = make_article(headline="Ferry to sail on")
    publishing.publish(article.pk, by=None)
    rewrite(article, headline="Ferry to be scrapped")
    assert (found("scrapped"), found('"sail on"')) == ([], ["Ferry to sail on"])

    publishing.publish(article.pk, by=None)

    assert (found("scrapped"), found('"sail on"')) == (["Ferry to be scrapped"], [])


def test_a_scheduled_story_is_found_at_its_second() -> None:
    at = timezone.now() + timedelta(hours=1)
    make_edition(headline="Budget day", at=at)

    for search_by in (found, ranked):
        assert search_by("budget") == []
        with clock.stopped_at(at - timedelta(microseconds=1)):
            assert search_by("budget") == []
        with clock.stopped_at(at):
            assert search_by("budget") == ["Budget day"]


def test_a_withdrawn_story_is_found_no_more() -> None:
    edition = make_edition(headline="Mistaken report")
    publishing.withdraw(edition.article_id, by=None)

    assert found("mistaken") == ranked("mistaken") == []


def test_what_is_unpublished_takes_no_place_on_a_page() -> None:
    for number in range(3):
        publish(f"Tram {number}", dated=MAY + timedelta(days=number))
        publish(f"Tram to come {number}", at=timezone.now() + timedelta(days=1))

    page = search.find("tram", limit=3)

    assert [hit.edition.headline for hit in page.hits] == ["Tram 2", "Tram 1", "Tram 0"]
    assert page.further is None


def test_a_search_takes_two_queries_whatever_is_found() -> None:
    for number in range(5):
        publish(f"Tram {number}")

    for search_by in (found, ranked):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(search_by("tram")) == 5
        assert len(queries) == 2


# what can be asked


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("night ferry", True),
        ("ferry night", True),
        ('"night ferry"', True),
        ('"ferry night"', False),
        ("“night ferry”", True),
        ("ferry -night", False),
        ("ferry -zeppelin", True),
        ('ferry -"ferry night"', True),
        ("ferr*", True),
        ("fer*", False),
        ("nigh* ferr*", True),
        ("nigh* ferr* coun*", False),
        ("fer", False),
        ('"night fer"', False),
        ("twenty-one", True),
        ("one-twenty", False),
        ("council's", True),
        ("council’s", True),
        ("3,000", True),
        ("-night", False),
        ("ferry AND OR NOT NEAR", False),
        ("headline:night", False),
    ],
)
def test_words_phrases_exclusions_and_prefixes(query: str, matches: bool) -> None:
    publish("A", "Twenty-one took the night ferry past the council’s 3,000 lamps.")

    assert bool(found(query)) is bool(ranked(query)) is matches


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Łódź", "lodz"),
        ("Lodz", "ŁÓDŹ"),
        ("Cafe\N{COMBINING ACUTE ACCENT} Brûlée", '"café brulee"'),
        ("Straße", "strasse"),
        ("København", "kobenhavn"),
        ("IŞIK Işık", "isik"),
        ("Ελληνικά Ειδήσεις", "ΕΙΔΗΣΕΙΣ"),
        ("Ёлка в Москве", "елка"),
        ("كِتَاب جديد", "كتاب"),
        ("می‌خواهم", "ميخواهم"),
        ("שָׁלוֹם עולם", "שלום"),
        ("हिन्दी समाचार", "समाचार"),
        ("港の編集部は本日発表した", "編集部"),
        ("港の編集部は本日発表した", "本日 港"),
        ("港の編集部は本日発表した", "た"),
        ("สวัสดีชาวโลก", "ชาว"),
        ("대통령은 오늘", "대통령"),
        ("ＡＩ技術の報告", "AI技術"),
        ("第3回大会", "第3回"),
        ("①②", "12"),
    ],
)
def test_spelling_variants_and_scripts_without_spaces(text: str, query: str) -> None:
    publish("A", text)

    hits = search.find(query).hits

    assert len(hits) == 1
    assert any(piece.is_match for piece in hits[0].snippet) or text == "①②"


@pytest.mark.parametrize("query", ["部編", "本発表", "編集者"])
def test_characters_that_do_not_stand_together_are_not_found(query: str) -> None:
    publish("A", "港の編集部は本日発表した")

    assert found(query) == []


@given(st.text(max_size=150) | st.text("\"*-()': &|!<>^~{}[]\\¶§ab編\x00\ud800", max_size=40))
@settings(suppress_health_check=list(HealthCheck))
def test_nothing_typed_is_an_error(query: str) -> None:
    search.find(query)
    search.best(query)


@pytest.mark.parametrize("query", ["", "   ", '""', "*", "-", "-ferry", "&", "¶"])
def test_what_asks_for_nothing_finds_nothing_without_a_query(query: str) -> None:
    make_edition()

    with CaptureQueriesContext(connection) as queries:
        assert found(query) == ranked(query) == []
    assert len(queries) == 0


def test_only_so_many_words_of_a_search_count() -> None:
    publish("A", "one two three four five six seven eight")

    assert found("one two three four five six seven eight nine") == ["A"]
    assert found("one two three four five six seven nine") == []


def test_a_reader_cannot_ask_for_the_indexes_own_signs() -> None:
    publish("Tram")

    assert found("¶tram") == found("tram") == ["Tram"]


@pytest.mark.parametrize(
    ("query", "matches"),
    [
        ("ferry OR zeppelin", True),
        ("zeppelin OR ferry", True),
        ("zeppelin OR airship", False),
        ("lamps zeppelin OR ferry", True),
        ('zeppelin OR "night ferry"', True),
        ("zeppelin OR ferry -night", False),
        ("zeppelin or ferry", False),
        ("OR ferry", False),
        ("ferry OR", False),
    ],
)
def test_one_of_two_is_enough_where_or_is_between_them(query: str, matches: bool) -> None:
    publish("A", "Twenty-one took the night ferry past the council’s 3,000 lamps.")

    assert bool(found(query)) is bool(ranked(query)) is matches


@pytest.mark.parametrize(
    ("text", "query", "language"),
    [
        ("The ferries sailed.", "ferry", "en"),
        ("The ferry sails.", "ferries sailing", "en-GB"),
        ("Die Häuser brennen.", "haus", "de"),
        ("Les marées montent.", "marée", "fr"),
        ("Паром в Москве", "москва", "ru"),
    ],
)
def test_other_forms_of_a_word_are_found_and_marked(text: str, query: str, language: str) -> None:
    publish("A", text, language=language)

    (hit,) = search.find(query, languages=[language]).hits
    (best,) = search.best(query, languages=[language]).hits

    assert hit == best
    assert marked(hit.snippet).count("[") == len(query.split())


@pytest.mark.parametrize("query", ['"ferry"', "boat -ferries", "ferr", "sailor"])
def test_in_quotation_marks_or_left_out_a_word_is_only_itself(query: str) -> None:
    publish("A", "The ferries sailed by boat.")

    assert found(query) == []


def test_a_headline_with_another_form_of_the_word_ranks_as_one_with_the_word() -> None:
    publish("Mention", "The lighthouse stood.", dated=MAY)
    publish("Lighthouses sold", "Nothing.", dated=MAY - timedelta(days=3))

    assert ranked("lighthouse") == ["Lighthouses sold", "Mention"]


# what may have been meant


@pytest.fixture
def meant() -> Callable[[str], str]:
    """What is suggested once all that is published has been learnt."""

    def suggested(text: str) -> str:
        list(search.rebuild())
        return search.meant(text, Edition.objects.all())

    return suggested


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("lighthose", "lighthouse"),
        ("Lihgthouse", "lighthouse"),
        ("lightouse keper", "lighthouse keeper"),
        ("keeper lihgthouse -zeppelin", "keeper lighthouse -zeppelin"),
        ('"lighthouse keper"', '"lighthouse keeper"'),
        ("massachussets", "massachusetts"),
        ("lighthouse", ""),
        ("zeppelin", ""),
        ("lighthose zeppelin", ""),
        ("-lighthose", ""),
        ("lig", ""),
    ],
)
def test_a_slip_is_put_right_if_that_finds_something(
    meant: Callable[[str], str], typed: str, suggested: str
) -> None:
    publish("Lighthouse keeper leaves for Massachusetts")

    assert meant(typed) == suggested


def test_of_two_words_as_near_the_more_usual_is_meant(meant: Callable[[str], str]) -> None:
    publish("Harbour closed")
    publish("Harbour opened")
    publish("Carbour, a name")

    assert meant("garbour") == "harbour"


def test_no_word_is_suggested_before_readers_may_see_it(meant: Callable[[str], str]) -> None:
    at = timezone.now() + timedelta(hours=1)
    publish("Zeppelin to land", at=at)
    publishing.withdraw(publish("Lighthouse sold").article_id, by=None)
    make_article(headline="Submarine seen")

    assert meant("zepelin") == meant("lighthose") == meant("submarin") == ""
    with clock.stopped_at(at):
        assert meant("zepelin") == "zeppelin"


def test_words_are_learnt_as_they_are_published(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        publish("Lighthouse sold")

    assert search.meant("lighthose", Edition.objects.all()) == "lighthouse"


def test_an_index_of_an_older_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    publish("Tram")
    IndexForm.objects.all().delete()
    assert search.is_outdated()
    assert [doubt.id for doubt in database_state.doubts()][-1:] == ["newsroom.W033"]
    assert "The search index is of an older version: run rebuild_search." in verifying.faults()

    call_command("rebuild_search")

    assert not search.is_outdated()


# in which order, how many


def test_the_newest_comes_first_and_pages_follow_one_another() -> None:
    for day in (3, 1, 2, 5, 4):
        publish(f"Tram {day}", dated=MAY + timedelta(days=day))

    first = search.find("tram", limit=2)
    second = search.find("tram", before=first.further, limit=2)
    third = search.find("tram", before=second.further, limit=2)

    hits = [*first.hits, *second.hits, *third.hits]
    assert [hit.edition.headline for hit in hits] == [f"Tram {day}" for day in (5, 4, 3, 2, 1)]
    assert third.further is None


def test_paging_back_through_the_decades_misses_nothing_and_repeats_nothing() -> None:
    ages = [0, 1, 7, 8, 9, 63, 64, 65, 511, 512, 513, 4095, 4096, 5000, 20_000, 25_000]
    for age in ages:
        publish(f"Tram {age}", dated=timezone.now() - timedelta(days=age))

    walked, page = [], search.find("tram", limit=3)
    while page.further is not None:
        walked += page.hits
        page = search.find("tram", before=page.further, limit=3)

    walked += page.hits
    assert [hit.edition.headline for hit in walked] == [f"Tram {age}" for age in ages]


def test_the_best_has_the_words_in_its_headline_then_in_its_tags() -> None:
    publish("Old mention", "The lighthouse stood.", dated=MAY)
    publish("Tagged", "Nothing.", tags=("lighthouse",), dated=MAY - timedelta(days=20))
    publish("Lighthouse sold", "Nothing.", dated=MAY - timedelta(days=40))
    publish("New mention", "The lighthouse stood.", dated=MAY + timedelta(days=1))

    assert ranked("lighthouse") == ["Lighthouse sold", "Tagged", "New mention", "Old mention"]


def test_an_old_headline_gives_way_to_news() -> None:
    publish("Lighthouse sold", dated=MAY - timedelta(days=365 * 20))
    publish("Keeper retires", "He kept the lighthouse.", dated=MAY)

    assert ranked("lighthouse") == ["Keeper retires", "Lighthouse sold"]


def test_the_best_come_in_pages() -> None:
    for number in range(5):
        publish(f"Tram {number}", dated=MAY + timedelta(days=number))

    first = search.best("tram", limit=3)
    second = search.best("tram", skip=first.further or 0, limit=3)

    hits = [*first.hits, *second.hits]
    assert [hit.edition.headline for hit in hits] == [f"Tram {n}" for n in (4, 3, 2, 1, 0)]
    assert second.further is None


def test_a_search_can_keep_to_a_section() -> None:
    publish("Tram to school", section="Schools")
    publish("Tram to quay", section="Harbour")
    schools = Edition.objects.in_section(Section.objects.get(name="Schools"))

    assert found("tram", among=schools) == ranked("tram", among=schools) == ["Tram to school"]


@pytest.mark.parametrize(("before", "hits"), [(10**30, 1), (-(10**30), 0), (0, 0)])
def test_any_place_can_be_asked_for(before: int, hits: int) -> None:
    publish("Tram")

    assert len(found("tram", before=before)) == hits


def test_among_nothing_nothing_is_found() -> None:
    publish("Tram")
    nothing = Edition.objects.none()

    assert found("tram", among=nothing) == ranked("tram", among=nothing) == []


def test_the_keys_alone_can_be_asked_for() -> None:
    tram = publish("Tram")
    make_article(headline="Tram to come")

    assert search.matching("tram", limit=10) == [tram.pk]
    assert search.matching("-", limit=10) == []


# what is shown


def test_a_snippet_shows_the_words_where_they_stand() -> None:
    text = f"{'Long ago. ' * 40}Then the <em>night</em> Férry left for good. {'And so on. ' * 40}"
    publish("Night ferry", text)

    (hit,) = search.find('"night ferry"').hits

    assert marked(hit.headline) == "[Night ferry]"
    assert "Then the [night Férry] left for good." in marked(hit.snippet)
    assert marked(hit.snippet).startswith("…")
    assert marked(hit.snippet).endswith("…")
    assert len(marked(hit.snippet)) < 260


def test_a_snippet_is_plain_text() -> None:
    publish("A", "Type &lt;script&gt; to tram &amp; bus")

    (hit,) = search.find("tram").hits

    assert marked(hit.snippet) == "Type <script> to [tram] & bus"


def test_a_story_found_by_its_tag_alone_shows_its_dek() -> None:
    make_edition(headline="A", dek="Eleven people crossed.", tags=("cobalt",))

    (hit,) = search.find("cobalt").hits

    assert marked(hit.snippet) == "Eleven people crossed."


# the index


def test_rebuilding_finds_the_same() -> None:
    make_edition(headline="Trams return")
    withdrawn = make_edition(headline="Trams withdrawn")
    publishing.withdraw(withdrawn.article_id, by=None)

    assert list(search.rebuild()) == [2]

    for word in ("trams", "eleven", "sailing", "ferries", "harbour", "quill"):
        assert found(word) == ["Trams return"], word
    assert ranked("ferries") == ["Trams return"]


def test_the_command_that_rebuilds_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    make_edition()

    call_command("rebuild_search")

    assert capsys.readouterr().out == "Indexed 1 stories\n"


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        " ".join(f"w{number:x}" for number in range(120_000)),
        "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(300_000)),
        "tram " * 100_000,
    ],
    ids=["one word", "many words", "ideographs", "one word often"],
)
def test_a_text_of_any_kind_is_indexed_as_far_as_the_limit(text: str) -> None:
    entry = search.Entry(key=1, headline="tram", body=text[: limits.BODY_CHARACTERS])

    search.index([entry])
