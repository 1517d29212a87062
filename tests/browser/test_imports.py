"""An import from the first file chosen to the last story taken back, done in a browser."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from playwright.sync_api import Page, expect

from articles.models import Article, Edition, ImportItem, ImportRun
from articles.working.loop import Loop
from tests import world
from tests.browser.conftest import sign_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestRemovedIn10Warning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
RUNS = "/admin/articles/importrun/"
AXE = Path.home() / ".cache/newsroom-checks/npm/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice")
WRONG = """async (rules) => (await axe.run(document, { runOnly: rules })).violations.map(
  (each) => [each.id, each.nodes.map((node) => node.html)]
)"""
SECOND = 1_000
LONG = 60 * SECOND


@pytest.fixture
def chief(page: Page, said: list[str], live_server: Any, committed: None) -> Page:
    return signed_in(page, live_server)


def signed_in(page: Page, live_server: Any) -> Page:
    User.objects.create_superuser("chief", password="a-long-enough-password")
    sign_in(page, live_server.url, "chief")
    return page


@pytest.fixture
def worker(committed: None, settings: Any, tmp_path: Path) -> Iterator[Loop]:
    """The process that does imports, as a thread."""
    settings.IMPORT_ROOT = tmp_path / "imports"
    loop = Loop()

    def work() -> None:
        try:
            loop.run()
        finally:
            connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    yield loop
    loop.stop()
    thread.join()


def begin(page: Page, live_server: Any, files: list[Path], **fields: str) -> None:
    page.goto(f"{live_server.url}{RUNS}add/")
    page.set_input_files("input[type=file]", files)
    for label, text in fields.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Publish what is approved").check()
    page.get_by_role("button", name="Read them").click()
    page.wait_for_url("**/change/")


def reach(page: Page, state: str) -> None:
    """Wait until the page itself has come to show that state."""
    expect(page.locator("h1 .state, .page-head .state").first).to_have_text(state, timeout=LONG)


def bring_in(page: Page) -> None:
    reach(page, "Awaiting approval")
    page.get_by_role("button", name="Approve all", exact=True).click()
    page.get_by_role("button", name="Write what is approved").click()
    reach(page, "Done")


def undo(page: Page) -> None:
    page.get_by_role("link", name="Undo…").click()
    page.get_by_role("button", name="Undo the import").click()
    reach(page, "Undone")


def zipped(folder: Path, to: Path) -> Path:
    with zipfile.ZipFile(to, "w") as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, path.relative_to(folder.parent))
    return to


def files_of(kind: str, request: Any, folder: Path) -> list[Path]:
    """Our own stories, or other people's where they are at hand."""
    if kind == "seeds":
        return sorted((SEEDS / "harbour").iterdir())
    corpus: Path = request.getfixturevalue("corpus")
    if kind == "WordPress exports":
        return sorted((corpus / "wxr/wp-xml").glob("*.xml"))
    return [zipped(corpus / "markdown/rust-blog", folder / "blog.zip")]


@pytest.mark.parametrize("kind", ["seeds", "WordPress exports", "a zip of Markdown"])
def test_stories_come_in_are_read_and_are_taken_back(
    chief: Page, worker: Loop, live_server: Any, request: Any, tmp_path: Path, kind: str
) -> None:
    begin(chief, live_server, files_of(kind, request, tmp_path), Collection=kind)
    bring_in(chief)
    edition = Edition.objects.order_by("pk").first()
    assert edition
    address = live_server.url + edition.get_absolute_url()
    assert chief.request.get(address).status == 200

    chief.goto(f"{live_server.url}{RUNS}{ImportRun.objects.get().pk}/change/")
    undo(chief)

    assert chief.request.get(address).status == 410
    assert not Edition.objects.exists()
    assert not Article.objects.on_desk().exists()


def test_files_are_listed_as_they_are_chosen_and_dropped(chief: Page, live_server: Any) -> None:
    chief.goto(f"{live_server.url}{RUNS}add/")
    chief.set_input_files("input[type=file]", sorted((SEEDS / "sport").iterdir())[:2])

    expect(chief.locator("#chosen li")).to_have_count(2)
    chief.locator("#chosen button").first.click()
    expect(chief.locator("#chosen li")).to_have_count(1)
    chief.evaluate(
        """() => {
          const data = new DataTransfer()
          data.items.add(new File(["words"], "dropped.txt"))
          const drop = new DragEvent("drop", { dataTransfer: data, bubbles: true })
          document.querySelector(".drop").dispatchEvent(drop)
        }"""
    )

    expect(chief.locator("#chosen li")).to_have_count(2)
    expect(chief.locator("#chosen")).to_contain_text("dropped.txt")


def test_an_import_is_begun_and_approved_without_a_mouse(
    chief: Page, worker: Loop, live_server: Any
) -> None:
    chief.goto(f"{live_server.url}{RUNS}add/")
    chief.set_input_files("input[type=file]", sorted((SEEDS / "sport").iterdir())[:1])
    chief.get_by_label("Collection").focus()
    chief.keyboard.type("Sport")
    chief.keyboard.press("Enter")
    chief.wait_for_url("**/change/")
    reach(chief, "Awaiting approval")

    chief.get_by_role("button", name="Approve all", exact=True).focus()
    chief.keyboard.press("Enter")
    chief.get_by_role("button", name="Write what is approved").focus()
    chief.keyboard.press("Enter")

    reach(chief, "Done")
    assert Article.objects.exists()


def test_the_import_room_works_without_a_script(
    browser: Any, live_server: Any, worker: Loop, committed: None
) -> None:
    page = signed_in(browser.new_context(java_script_enabled=False).new_page(), live_server)

    begin(page, live_server, sorted((SEEDS / "sport").iterdir())[:2], Collection="Sport")
    while not page.locator("h1 .state", has_text="Awaiting approval").count():
        page.get_by_role("link", name="Look again").click()
    page.locator("input[name=position]").first.check()
    page.get_by_role("button", name="Approve the chosen").click()

    expect(page.get_by_role("button", name="Write what is approved (1)")).to_be_visible()


def held_item() -> ImportItem:
    """A story both sides changed the same words of, in a run that also has a plan."""
    run = ImportRun.objects.latest("pk")
    edition = Edition.objects.latest("pk")
    world.rewrite(edition.article, body=edition.article.body.replace("the", "that", 1))
    theirs = world.make_document(
        headline="Another headline", body=edition.article.body.replace("the", "this", 1)
    )
    return ImportItem.objects.create(
        run=run,
        position=10_000,
        path=f"wire/{120 * 'w'}.txt",
        verdict="held",
        reason="The desk has edited it since, and the source has changed too.",
        article=edition.article,
        content=theirs.to_json(),
        digest=theirs.digest,
        problems=[{"message": "Odd.", "remedy": "Look.", "line": 3, "severity": "warning"}],
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_of_the_room_is_hard_on_anybody(
    page: Page, worker: Loop, live_server: Any, scheme: Any
) -> None:
    if not AXE.exists():
        pytest.skip("axe is not here")
    chief = signed_in(page, live_server)
    chief.emulate_media(color_scheme=scheme)
    wrong = {"empty": axe(chief, f"{live_server.url}{RUNS}")}
    begin(chief, live_server, sorted((SEEDS / "council").iterdir()), Collection=120 * "c")
    reach(chief, "Awaiting approval")
    run = f"{live_server.url}{RUNS}{ImportRun.objects.get().pk}"
    item = ImportItem.objects.earliest("position")
    wrong["plan"] = axe(chief, f"{run}/change/")
    wrong["document"] = axe(chief, f"{live_server.url}{RUNS}document/{item.pk}/")
    chief.goto(f"{run}/change/")
    bring_in(chief)
    held = held_item()
    for name, address in {
        "report": f"{run}/change/",
        "undo": f"{run}/undo/",
        "held": f"{live_server.url}{RUNS}held/{held.pk}/",
        "add": f"{live_server.url}{RUNS}add/",
        "list": f"{live_server.url}{RUNS}",
        "waiting": f"{live_server.url}{RUNS}held/",
    }.items():
        wrong[name] = axe(chief, address)
        for width in (320, 390, 820):
            chief.set_viewport_size({"width": width, "height": 800})
            over = chief.evaluate("document.scrollingElement.scrollWidth - innerWidth")
            assert not over, (name, width, over)

    assert {name: found for name, found in wrong.items() if found} == {}


def axe(page: Page, address: str) -> Any:
    page.goto(address)
    page.evaluate(AXE.read_text())
    return page.evaluate(WRONG, RULES)
