"""Documents as Hypothesis imagines them: every field, bodies of the house subset."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from articles import markup
from articles.documents import Document
from articles.slugs import slugify
from tests import hostile_html

SAMPLES = (
    *(
        "Ferries",
        "harbour board",
        "U.S.",
        "AT&T",
        "R&amp;D",
        "<b>",
        "2 < 3",
        "C#",
        "O’Neill",
        "“so”",
    ),
    *('"so"', "a: b", "- a", "* a", "#1", "1. a", "[x](y)", "_a_", "{{ x }}", "新闻", "سلام", "é"),
    *("true", "2024-02-25", "null", "~", "Why? Because.", "By Ada Lovelace", "date 2024-02-25"),
)
words = st.sampled_from(SAMPLES) | st.text(
    st.characters(blacklist_categories=("C", "Z"), blacklist_characters="\ufffe\uffff"), max_size=8
)
lines = st.lists(words, max_size=4).map(lambda parts: " ".join(" ".join(parts).split()))
names = lines.filter(bool)
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
instants = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001

MARKED = (
    '<p>The <strong>last</strong> ferry, <em>Kittiwake</em>, of “<a href="https://example.org/?a=1'
    '&amp;b=2">the board</a>”.</p>',
    "<p>H<sub>2</sub>O<sup>2</sup>, <s>struck</s>, <code>a | b</code>, * a * b *</p>",
    "<p>and_c_d_<br>line <em>two</em>three</p>",
    "<h2>A Quiet Crossing</h2><p>Nobody waved.</p><h3>Later</h3>",
    '<ul><li>one<ol start="3"><li>three</li></ol></li><li>two</li></ul><ul><li>again</li></ul>',
    "<blockquote><p>said</p><blockquote><p>he</p></blockquote></blockquote><aside><p>Pull</p></aside>",
    '<figure><img src="https://example.org/a.jpg" alt="x" width="3" height="2"><figcaption>A boat'
    "</figcaption></figure><hr><pre>a\n\n  b</pre>",
    '<table><tr><th colspan="2">a</th></tr><tr><td>1</td><td>2</td></tr></table>',
    "<p>1. Not a list</p><p># Not a heading</p><p>- nor this</p><p>&gt; nor that</p><p>* * *</p>",
)
bodies = st.lists(
    hostile_html.html | hostile_html.paragraphs | st.sampled_from(MARKED), max_size=4
).map(lambda parts: markup.clean("".join(parts)))

documents = st.builds(
    Document,
    headline=lines,
    headline_derived=st.booleans(),
    kicker=lines,
    dek=lines,
    dateline=lines,
    body=bodies,
    bylines=st.lists(names, max_size=3, unique_by=str.casefold).map(tuple),
    section=lines,
    tags=st.lists(names, max_size=4, unique_by=str.casefold).map(tuple),
    dated=st.none() | days | instants,
    language=st.sampled_from(("", "en", "en-GB", "fa", "zh-Hant")),
    slug=st.just("") | names.map(slugify),
    source_url=st.sampled_from(("", "https://example.org/2024/a?b=1&c=2#d")),
)
