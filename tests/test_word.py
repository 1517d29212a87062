"""Word: documents as reporters file them, made here part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from articles.readers import reader_for
from articles.readers.reading import Reading

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "docx"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STYLES = f"""<w:styles {W}>{
    "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/></w:style>'
        for name, shown in (
            ("T", "Title"),
            ("S", "Subtitle"),
            ("H1", "heading 1"),
            ("H2", "heading 2"),
            ("Q", "Quote"),
        )
    )
}</w:styles>"""
PROPERTIES = """<cp:coreProperties
  xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
  <dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>
  <cp:keywords>harbour, ice</cp:keywords><dcterms:created>2024-02-25T08:00:00Z</dcterms:created>
</cp:coreProperties>"""
LEDE = "The harbour froze over on Sunday, and nobody was hurt."


def paragraph(text: str, style: str = "") -> str:
    styled = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{styled}<w:r><w:t>{text}</w:t></w:r></w:p>"


def document(*paragraphs: str, title: str = "", creator: str = "", doctype: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/styles.xml", STYLES)
        archive.writestr("docProps/core.xml", PROPERTIES.format(title=title, creator=creator))
        body = f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
        archive.writestr("word/document.xml", doctype + body)
    return stream.getvalue()


def read(data: bytes, name: str = "story.docx") -> Reading:
    reader = reader_for(name, data[:8192])
    assert reader
    [reading] = reader.read(data, name)
    return reading


def refusal(data: bytes) -> str:
    reading = read(data)
    assert reading.document is None
    return reading.problems[0].message


def test_a_document_is_known_by_its_parts_under_any_name() -> None:
    assert read(document(paragraph(LEDE)), "story.bin").document


def test_title_and_subtitle_are_headline_and_dek() -> None:
    data = document(paragraph("Ice at last", "T"), paragraph("A cold dek", "S"), paragraph(LEDE))

    story = read(data).document

    assert story
    assert (story.headline, story.dek, story.body) == (
        "Ice at last",
        "A cold dek",
        f"<p>{LEDE}</p>",
    )


def test_a_first_heading_is_the_headline_and_the_others_are_not() -> None:
    data = document(
        paragraph("Ice at last", "H1"), paragraph(LEDE), paragraph("Thaw", "H1"), paragraph("So.")
    )

    story = read(data).document

    assert story
    assert story.headline == "Ice at last"
    assert story.body == f"<p>{LEDE}</p><h2>Thaw</h2><p>So.</p>"


def test_quotations_keep_their_style() -> None:
    story = read(document(paragraph(LEDE), paragraph("It was cold.", "Q"))).document

    assert story
    assert "<blockquote><p>It was cold.</p></blockquote>" in story.body


def test_a_byline_is_taken_out_of_the_text_and_outranks_the_files_owner() -> None:
    data = document(paragraph("By Ada Lovelace"), paragraph(LEDE), creator="Grace Hopper")

    story = read(data).document

    assert story
    assert story.bylines == ("Ada Lovelace",)
    assert "Ada" not in story.body


def test_properties_give_title_author_day_and_tags() -> None:
    story = read(document(paragraph(LEDE), title="Ice", creator="Ada Lovelace")).document

    assert story
    assert (story.headline, story.bylines, story.tags) == (
        "Ice",
        ("Ada Lovelace",),
        ("harbour", "ice"),
    )
    assert story.dated
    assert story.dated.isoformat() == "2024-02-25T08:00:00+00:00"


def test_what_a_program_calls_its_user_is_no_author_and_its_file_no_headline() -> None:
    data = document(paragraph(LEDE), title="Document1", creator="Microsoft Office User")

    story = read(data).document

    assert story
    assert story.bylines == ()
    assert story.headline_derived


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_that_declares_entities_is_refused(encoding: str) -> None:
    stream = io.BytesIO(document(paragraph(LEDE)))
    with zipfile.ZipFile(stream, "a") as archive:
        hostile = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
        archive.writestr("word/footnotes.xml", hostile.encode(encoding))

    assert "holds a DTD" in refusal(stream.getvalue())


def test_a_document_that_unpacks_to_far_too_much_is_refused() -> None:
    assert "200 times its size" in refusal(document(paragraph("a " * 20_000_000)))


def test_a_document_of_a_million_marks_is_refused_unread() -> None:
    assert "as long as a book" in refusal(document("<w:p/>" * 300_000, paragraph(LEDE)))


def test_what_is_no_word_document_is_refused_with_a_reason() -> None:
    assert "no text" in refusal(document())
    assert "not built like a Word document" in refusal(document(paragraph("a"), "</oops>"))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not here")
@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.docx")), ids=lambda path: path.name)
def test_the_corpus_is_read_or_refused_in_words(path: Path) -> None:
    reading = read(path.read_bytes(), path.name)

    assert reading.document or reading.problems
