"""Drawing: placards and icons, from type and rules alone. Pure: the same words give the same
bytes, and nothing is fetched.

The fonts hold the Latin, Greek and Cyrillic scripts. What they cannot set is not set badly:
`can_set` says so, and the newsroom's own mark takes its place.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from unicodedata import category, normalize

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).parent / "fonts"
SERIF, SANS = "NotoSerifDisplay-Bold.ttf", "NotoSans-Bold.ttf"
PAPER, INK, QUIET, RED = "#fbfaf6", "#1b1915", "#5b564b", "#8c1c13"
SIZE = (1200, 630)
MARGIN = 64
LARGEST, SMALLEST, STEP = 104, 52, 4
HEADLINE_BOX = (150, 505)  # from here down to there
COLOURS = 32
MISSING = "\ufdd0"  # no character, and in no font


def placard(headline: str, kicker: str, newsroom: str, tint: str = RED) -> bytes:
    """A PNG of 1200 × 630 pixels: what stands for a story where somebody passes it on."""
    headline = _without_symbols(headline)
    if not (headline and can_set(headline)):
        return wordmark(newsroom, "")
    image, draw = _sheet()
    _rules(draw, 40)
    if kicker and can_set(kicker):
        line, font = kicker.upper(), _font(SANS, 28)
        draw.text((MARGIN, 78), _fitted(line, font, SIZE[0] - 2 * MARGIN), tint, font)
    _headline(draw, headline)
    draw.line((MARGIN, 530, SIZE[0] - MARGIN, 530), QUIET, 1)
    if can_set(newsroom):
        name = _fitted(newsroom, _font(SERIF, 40), SIZE[0] - 2 * MARGIN)
        draw.text((MARGIN, 578), name, INK, _font(SERIF, 40), anchor="lm")
    else:
        _emblem(draw, MARGIN, 552, 52)
    return _png(image)


def wordmark(newsroom: str, tagline: str) -> bytes:
    """A PNG with the name alone, for pages that are no story."""
    image, draw = _sheet()
    _rules(draw, 40)
    _rules(draw, 580)
    middle = SIZE[0] // 2
    if can_set(newsroom):
        font = _fitting(newsroom, 120, 44)
        draw.text((middle, 300), _fitted(newsroom, font, 1072), INK, font, anchor="mm")
    else:
        _emblem(draw, middle - 110, 190, 220)
    if tagline and can_set(tagline):
        font = _font(SANS, 30)
        draw.text((middle, 430), _fitted(tagline, font, 1072), QUIET, font, anchor="mm")
    return _png(image)


def icon(initial: str, pixels: int, *, share: float = 0.66) -> bytes:
    """A square PNG with the initial; its letter takes up `share` of the height."""
    image = Image.new("RGB", (pixels, pixels), RED)
    draw = ImageDraw.Draw(image)
    if initial and can_set(initial):
        font = _font(SERIF, round(pixels * share))
        left, top, right, bottom = draw.textbbox((0, 0), initial, font)
        place = ((pixels - left - right) / 2, (pixels - top - bottom) / 2)
        draw.text(place, initial, PAPER, font)
    else:
        side = round(pixels * share)
        _emblem(draw, (pixels - side) // 2, (pixels - side) // 2, side, PAPER)
    return _png(image)


def favicon(initial: str) -> bytes:
    """An ICO of 16, 32 and 48 pixels."""
    sizes = [Image.open(BytesIO(icon(initial, pixels, share=0.9))) for pixels in (48, 32, 16)]
    out = BytesIO()
    sizes[0].save(
        out,
        "ICO",
        sizes=[each.size for each in sizes],
        append_images=sizes[1:],
        bitmap_format="bmp",
    )
    return out.getvalue()


def can_set(text: str) -> bool:
    """Whether the fonts have every character, and none needs to be joined to another."""
    return all(_is_known(character) for character in set(normalize("NFC", text)))


def _without_symbols(text: str) -> str:
    """But for emoji and the like that the fonts do not have."""
    kept = (
        character
        for character in normalize("NFC", text)
        if (category(character) not in ("So", "Sk", "Cf") and not "\ufe00" <= character <= "\ufe0f")
        or _is_known(character)
    )
    return " ".join("".join(kept).split())


@lru_cache(maxsize=2048)
def _is_known(character: str) -> bool:
    if character.isspace():
        return True
    if category(character)[0] in "MC":
        return False
    return all(
        bytes(_font(name, 24).getmask(character)) != bytes(_font(name, 24).getmask(MISSING))
        for name in (SERIF, SANS)
    )


def _sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", SIZE, PAPER)
    return image, ImageDraw.Draw(image)


def _rules(draw: ImageDraw.ImageDraw, top: int) -> None:
    """The double rule of the masthead."""
    for offset in (0, 8):
        draw.rectangle((MARGIN, top + offset, SIZE[0] - MARGIN, top + offset + 2), INK)


def _headline(draw: ImageDraw.ImageDraw, headline: str) -> None:
    """As large as it fits, in the upper part of its box."""
    top, bottom = HEADLINE_BOX
    width = SIZE[0] - 2 * MARGIN
    for size in range(LARGEST, SMALLEST - 1, -STEP):
        font, leading = _font(SERIF, size), round(size * 1.12)
        lines = _lines(headline, font, width)
        most = (bottom - top) // leading
        if len(lines) <= most and all(font.getlength(line) <= width for line in lines):
            break
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    else:
        lines = _balanced(lines, font, width)
    for place, line in enumerate(lines):
        draw.text((MARGIN, top + place * leading), _fitted(line, font, width), INK, font)


def _lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in _broken(text, font, width):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or font.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The words; one wider than a line in pieces."""
    pieces: list[str] = []
    for word in text.split():
        while font.getlength(word) > width and font.size <= SMALLEST:
            piece = _fitted(word, font, width).removesuffix("…")
            pieces.append(piece)
            word = word[len(piece) :]
        pieces.append(word)
    return pieces


def _balanced(lines: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """As many lines, of more equal length."""
    narrow, wide = width // 3, width
    while wide - narrow > 8:
        middle = (narrow + wide) // 2
        if len(_lines(" ".join(lines), font, middle)) <= len(lines) and all(
            font.getlength(line) <= middle for line in _lines(" ".join(lines), font, middle)
        ):
            wide = middle
        else:
            narrow = middle
    return _lines(" ".join(lines), font, wide)


def _fitted(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    """The text, cut where it is wider than that."""
    if font.getlength(text) <= width:
        return text
    longest, least = len(text), 0
    while least < longest - 1:
        middle = (least + longest) // 2
        if font.getlength(text[:middle] + "…") <= width:
            least = middle
        else:
            longest = middle
    return text[:least].rstrip(" ,;:–—-") + "…"


def _fitting(text: str, largest: int, least: int) -> ImageFont.FreeTypeFont:
    """The serif, at the largest size at which the text takes one line."""
    wide = _font(SERIF, largest).getlength(text)
    return _font(SERIF, max(least, min(largest, int(largest * 960 / max(wide, 1)))))


def _emblem(draw: ImageDraw.ImageDraw, left: int, top: int, side: int, colour: str = RED) -> None:
    """A newspaper's page, as in icon.svg."""
    parts = ((0, 0, 20, 3), (0, 6, 9, 14), (12, 6, 20, 8), (12, 10, 20, 12), (12, 14, 20, 16),
             (0, 18, 20, 20))  # fmt: skip
    for x0, y0, x1, y1 in parts:
        scale = side / 20
        draw.rectangle(
            (left + x0 * scale, top + y0 * scale, left + x1 * scale - 1, top + y1 * scale - 1),
            colour,
        )


@lru_cache(maxsize=32)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / name, size)


def _png(image: Image.Image) -> bytes:
    """In few colours: type on paper needs no more. The quick ways cost a seventh of the
    thorough ones and a seventh more bytes."""
    out = BytesIO()
    few = image.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=6)
    return out.getvalue()
