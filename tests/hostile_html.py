"""HTML as Hypothesis imagines it: broken, mixed, pasted from everywhere."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = (
    *("p", "div", "section", "h1", "h2", "h3", "h4", "blockquote", "aside", "pre", "hr", "br"),
    *("b", "i", "strong", "em", "s", "sup", "sub", "code", "a", "span", "q", "rt", "button"),
    *("ul", "ol", "li", "dl", "dt", "dd", "figure", "img", "figcaption", "svg", "script", "style"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
)
ATTRIBUTES = (
    "",
    ' href="https://example.org/?a=1&amp;b=2"',
    " href=/2024/05/a-story/",
    ' href="https://[broken"',
    ' href="java\tscript:alert(1)"',
    " href=mailto:desk@example.org",
    ' href="http://a\\b"',
    ' href="http://a:99999/"',
    ' src="/media/a b.jpg" alt="x<y" width=300 height=200px',
    " src=//example.org/x.png",
    ' src="data:image/png;base64,AAAA"',
    ' class="emoji" alt="😀"',
    ' style="font-weight:400"',
    ' style="font-weight:bold;font-style:italic"',
    ' style="mso-list:l0 level2 lfo1"',
    ' style="mso-list:Ignore"',
    " colspan=2 rowspan=x",
    " start=3",
    " onclick=alert(1)",
    ' title="',
)
TEXTS = (
    *(
        " ",
        "  ",
        "\n",
        "\r\n",
        "x",
        "one two",
        "&nbsp;",
        "\u00a0",
        "&amp;",
        "&lt;b&gt;",
        "<",
        "& <",
    ),
    *(
        "·\u00a0",
        "· ",
        "•",
        "1.",
        "\u200b",
        "é",
        "&copy",
        "&#1;",
        "\ufeff",
        "\x00",
        "\x0b",
        "\ud800",
    ),
    *('"', "'", "<!-- x -->", "<![if !x]>", "</", "新闻", "سلام"),
)

tags = st.builds(
    lambda name, attributes, closes: f"</{name}>" if closes else f"<{name}{attributes}>",
    st.sampled_from(NAMES),
    st.sampled_from(ATTRIBUTES),
    st.booleans(),
)
texts = st.sampled_from(TEXTS) | st.text(max_size=6)
html = st.lists(tags | texts, max_size=25).map("".join)
paragraphs = st.lists(
    st.builds("<{0}>{1}</{0}>".format, st.sampled_from(("p", "h2", "h3")), texts), max_size=5
).map("".join)
