"""Markup: the house subset of HTML, in which every body is kept.

Blocks: p h2 h3 ul ol blockquote aside (a pull quote) figure table pre hr.
Inside them: li, img and figcaption, tbody tr th td, br, and the marks
a strong em s sup sub code. Attributes: a[href]; img[src alt width height];
td and th[colspan rowspan]; ol[start]. Nothing else is ever stored.

One story has one spelling: `clean` gives the same characters for what a
reader, the rich-text editor or a paste from Word made of the same text, so
equal digests mean equal stories.
"""

from articles.markup.blocks import Block, blocks, join
from articles.markup.cleaning import clean
from articles.markup.plain import excerpt, reading_minutes, text, words

__all__ = ["Block", "blocks", "clean", "excerpt", "join", "reading_minutes", "text", "words"]
