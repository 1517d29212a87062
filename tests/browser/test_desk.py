"""What an editor does, done in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from articles import markup
from articles.models import Article, Edition, ImportItem, ImportRun, Kind, Redirect
from tests import desk as pages
from tests import world
from tests.browser.conftest import sign_in

pytestmark = [
    pytest.mark.browser,
    # pytest-base-url, which pytest-playwright brings along, has not caught up yet.
    pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning"),
    # The live server's threads leave their connections to the collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

# Everything the house subset has.
EVERYTHING = (
    "<p>One <strong>two</strong> <em>three</em> <s>four</s> H<sub>2</sub>O x<sup>2</sup>"
    ' <code>five</code> <a href="https://example.org/">six</a><br>seven.</p>'
    "<h2>A heading</h2><h3>A lesser one</h3>"
    "<ul><li>First<ul><li>Nested</li></ul></li><li>Second</li></ul>"
    '<ol start="3"><li>Third</li></ol>'
    "<blockquote><p>Said in full.</p></blockquote><aside><p>Said aloud.</p></aside>"
    '<figure><img src="/static/site/icon.svg" alt="The quay">'
    "<figcaption>At <em>low</em> water</figcaption></figure>"
    "<table><tbody><tr><th>Boat</th><th>Crew</th></tr>"
    '<tr><td>Curlew</td><td>4</td></tr><tr><td colspan="2">Both</td></tr></tbody></table>'
    "<pre>a\n  b</pre><hr><p>The end.</p>"
)


def press(page: Page, button: str) -> None:
    page.locator(".buttons").get_by_role("button", name=button, exact=True).click()
    page.locator(".messagelist").wait_for()


def test_an_imported_story_is_edited_published_and_read(desk: Page, live_server: Any) -> None:
    world.make_article(
        headline="The last ferry of the season left Tollhouse Quay on Sunday",
        headline_derived=True,
    )
    Article.objects.update(source="seeds", source_id="harbour/ferry.txt")

    desk.reload()
    desk.get_by_role("link", name="1 Needs a headline").click()
    desk.get_by_role("link", name="The last ferry of the season").click()
    desk.get_by_label("Headline", exact=True).fill("Eleven aboard for the last crossing")
    press(desk, "Publish")
    desk.get_by_role("link", name="See it as readers do").click()

    expect(desk.get_by_role("heading", level=1)).to_have_text("Eleven aboard for the last crossing")
    desk.goto(live_server.url)
    expect(
        desk.get_by_role("link", name="Eleven aboard for the last crossing").first
    ).to_be_visible()


def test_a_working_headline_is_accepted_with_one_click(desk: Page, live_server: Any) -> None:
    article = world.make_article(headline_derived=True)
    desk.goto(live_server.url + pages.change(article))

    desk.get_by_role("button", name="Last ferry leaves the quay").first.click()
    desk.locator(".messagelist").wait_for()

    assert not Article.objects.get().headline_derived


def test_words_typed_in_the_editor_leave_everything_else_as_it_was(
    desk: Page, live_server: Any
) -> None:
    body = markup.clean(EVERYTHING)
    article = world.make_article(body=body)
    desk.goto(live_server.url + pages.change(article))

    desk.locator(".ProseMirror p", has_text="The end.").click()
    desk.keyboard.press("End")
    desk.keyboard.type(" Really.")
    press(desk, "Save")

    assert Article.objects.get().body == body.replace("The end.", "The end. Really.")


def test_saving_what_was_merely_opened_changes_nothing(desk: Page, live_server: Any) -> None:
    article = world.make_article(body=markup.clean(EVERYTHING))
    desk.goto(live_server.url + pages.change(article))
    desk.locator(".ProseMirror").wait_for()

    press(desk, "Save")

    assert Article.objects.get().version == 1


def test_a_tag_is_found_and_another_made_as_it_is_typed(desk: Page, live_server: Any) -> None:
    article = world.make_article(tags=("harbour board",))
    world.make_article(tags=("ferries",))
    desk.goto(live_server.url + pages.change(article))

    box = desk.locator("#field-tags .select2-search__field")
    box.click()
    box.press_sequentially("ferr")
    desk.get_by_role("option", name="ferries").click()
    box.press_sequentially("2027,")
    press(desk, "Save")

    assert Article.objects.get(pk=article.pk).document().tags == (
        "harbour board",
        "ferries",
        "2027",
    )


ITEM = (
    "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
    "<span>·<span>&nbsp; </span></span>{}</p>"
)
WORD = (
    "<p class=MsoNormal style='margin:0'><span style='font-weight:bold'>Bold</span> plain</p>"
    f"{ITEM.format('One')}{ITEM.format('Two')}"
)
DOCS = (
    '<b style="font-weight:normal" id="docs-internal-guid-1"><p>'
    '<span style="font-weight:400">Plain </span><span style="font-weight:700">bold</span>'
    '<span style="font-style:italic"> slanted</span></p></b>'
)
WORD_WHOLE = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><!--[if gte mso 9]><xml><o:OfficeDocumentSettings>
<o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;
font-family:"Calibri",sans-serif;} @page WordSection1 {size:612pt 792pt;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment--><h1>The quay<o:p></o:p></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto'>See <a href="https://example.org/a"><span
style='color:#0563C1'>the report</span></a>,<span style='mso-spacerun:yes'>  </span>page<i
style='mso-bidi-font-style:normal'> two</i>.<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=301 valign=top><p
class=MsoNormal>Curlew<o:p></o:p></p></td><td><p class=MsoNormal>4</p></td></tr></table>
<!--EndFragment--></body></html>"""
DOCS_WHOLE = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-7f">
<h2 dir="ltr"><span style="font-size:16pt;font-weight:400">The quay</span></h2>
<p dir="ltr"><span style="color:#000">See </span><a href="https://example.org/a"
style="text-decoration:none;"><span style="text-decoration:underline;color:#1155cc">the
report</span></a><span>.</span></p>
<ul style="margin-top:0"><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation"><span
style="font-weight:700">Curlew</span></p></li></ul></b><br class="Apple-interchange-newline">"""
PASTE = """(html) => {
  const data = new DataTransfer()
  data.setData("text/html", html)
  const box = document.querySelector(".ProseMirror")
  box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }))
}"""


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        (WORD, "<p><strong>Bold</strong> plain</p><ul><li>One</li><li>Two</li></ul>"),
        (DOCS, "<p>Plain <strong>bold</strong><em> slanted</em></p>"),
        (
            WORD_WHOLE,
            '<h2>The quay</h2><p>See <a href="https://example.org/a">the report</a>, page'
            "<em> two</em>.</p><table><tr><td>Curlew</td><td>4</td></tr></table>",
        ),
        (
            DOCS_WHOLE,
            '<h2>The quay</h2><p>See <a href="https://example.org/a">the report</a>.</p>'
            "<ul><li><strong>Curlew</strong></li></ul>",
        ),
    ],
)
def test_what_is_pasted_from_word_and_docs_is_clean(
    desk: Page, live_server: Any, pasted: str, kept: str
) -> None:
    article = world.make_article(body="")
    desk.goto(live_server.url + pages.change(article))

    desk.locator(".ProseMirror").click()
    desk.evaluate(PASTE, pasted)
    press(desk, "Save")

    assert Article.objects.get().body == markup.clean(kept)


def test_a_story_is_written_calmly_and_by_the_keyboard(desk: Page, live_server: Any) -> None:
    article = world.make_article(body="<p>Quoted words.</p>")
    desk.goto(live_server.url + pages.change(article))
    box = desk.locator(".ProseMirror")
    box.wait_for()

    desk.keyboard.press("?")
    expect(desk.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("Alt+Shift+KeyW")
    expect(desk.locator(".margin")).to_be_hidden()
    box.locator("p").click()
    desk.keyboard.press("Control+Shift+KeyP")
    desk.keyboard.type("? ")
    expect(desk.locator(".word-count")).to_contain_text("2 words")
    desk.keyboard.press("Control+KeyS")
    desk.locator(".messagelist").wait_for()

    expect(desk.locator(".margin")).to_be_hidden()
    assert "<aside><p>" in Article.objects.get().body


def test_changes_are_stepped_through_by_the_keyboard(desk: Page, live_server: Any) -> None:
    article = world.rewrite(
        world.make_article(body="<p>It cost 9 pounds.</p>"),
        headline="Another",
        body="<p>It cost 8 pounds.</p>",
    )
    desk.goto(live_server.url + pages.page(article, "compare"))

    for key in "njkp":
        desk.keyboard.press(key)
    expect(desk.locator(".count")).to_have_text("Change 2 of 2")
    desk.get_by_role("link", name="Side by side").click()
    desk.get_by_role("link", name="Number 9").click()

    expect(desk.locator(".count")).to_have_text("Change 2 of 2")
    expect(desk.locator("#now-0 .block").last).to_have_text("It cost 8 pounds.")


def test_two_editors_in_one_story_lose_no_word(
    page: Page, browser: Browser, live_server: Any, committed: None
) -> None:
    article = world.make_article()
    world.make_publisher()
    world.make_writer()
    sign_in(page, live_server.url, "wren")
    other = browser.new_page()
    sign_in(other, live_server.url, "piers")
    for each in (page, other):
        each.goto(live_server.url + pages.change(article))

    other.get_by_label("Kicker").fill("Theirs")
    other.get_by_label("Dek").fill("Their dek")
    press(other, "Save")
    page.get_by_label("Headline", exact=True).fill("Mine")
    page.get_by_label("Dek").fill("My dek")
    page.locator(".buttons").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("changed the same words")
    expect(page.get_by_label("Headline", exact=True)).to_have_value("Mine")
    page.get_by_label("Theirs", exact=True).check()
    page.get_by_role("button", name="Save what is chosen").click()
    page.locator(".messagelist").wait_for()

    document = Article.objects.get().document()
    assert (document.headline, document.kicker) == ("Mine", "Theirs")
    assert document.dek == "Their dek"
    other.close()


def test_unsaved_words_are_asked_about_before_they_are_left(desk: Page, live_server: Any) -> None:
    article = world.make_article()
    desk.goto(live_server.url + pages.change(article))
    asked: list[str] = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    desk.get_by_label("Dek").press_sequentially("More.")
    desk.get_by_role("link", name="Dashboard").first.click(no_wait_after=True)
    desk.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert desk.url.endswith(pages.change(article))


def make_one_of_everything() -> Article:
    article = world.make_edition().article
    world.rewrite(article, headline="Rewritten", body=EVERYTHING)
    now = timezone.now()
    run = ImportRun.objects.create(pk=1, source="seeds", started_at=now, heartbeat_at=now)
    ImportItem.objects.create(run=run, position=0, path="a.txt", verdict="held", article=article)
    Redirect.objects.create(path="/old/", target="/new/")
    User.objects.create_superuser("chief", password="a-long-enough-password")
    return article


def addresses(article: Article) -> list[str]:
    about = ("history", "compare", "preview")
    lists = ("article", "tag", "section", "author", "importrun", "redirect")
    return [
        "/admin/",
        pages.ADD,
        pages.change(article),
        *(pages.page(article, name) for name in about),
        *(f"/admin/articles/{noun}/" for noun in lists),
        *(f"/admin/articles/{noun}/add/" for noun in ("tag", "section", "author", "redirect")),
        f"/admin/articles/tag/{article.tags.first().pk}/change/",
        "/admin/articles/importrun/1/change/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        f"/admin/auth/user/{User.objects.get(username='chief').pk}/change/",
        "/admin/auth/group/add/",
        "/admin/password_change/",
    ]


def test_no_page_of_the_desk_breaks_its_policy(
    page: Page, said: list[str], live_server: Any, committed: None
) -> None:
    article = make_one_of_everything()
    sign_in(page, live_server.url, "chief")

    for address in addresses(article):
        page.goto(live_server.url + address)
        page.wait_for_load_state("networkidle")

    assert said == []


@pytest.mark.parametrize("width", [390, 820])
def test_no_page_of_the_desk_is_wider_than_the_screen(
    page: Page, live_server: Any, committed: None, width: int
) -> None:
    article = make_one_of_everything()
    page.set_viewport_size({"width": width, "height": 844})
    sign_in(page, live_server.url, "chief")
    too_wide = {}

    for address in (each for each in addresses(article) if "preview" not in each):
        page.goto(live_server.url + address)
        if over := page.evaluate("document.scrollingElement.scrollWidth - innerWidth"):
            too_wide[address] = over

    assert too_wide == {}


def test_the_desk_works_without_a_script(
    browser: Browser, live_server: Any, committed: None
) -> None:
    article = world.make_article(tags=("ferries",))
    world.make_publisher()
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, live_server.url, "piers")
    page.goto(live_server.url + pages.change(article))

    page.get_by_label("More, separated by commas").first.fill("tides")
    page.get_by_label("Story", exact=True).fill("<p>Typed as it is.</p>")
    press(page, "Publish")

    edition = Edition.objects.get()
    assert "Typed as it is." in edition.body_html
    assert edition.revision.kind == Kind.PUBLISH
    assert Article.objects.get().document().tags == ("ferries", "tides")
