"""Picturing: the only door through which a picture comes in. It is made anew, pixel by pixel:
nothing that came with it (places, cameras, names, code) goes on to readers."""

from __future__ import annotations

import hashlib
import secrets
import warnings
from io import BytesIO

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from articles import auditing, limits, prints
from articles.models.audit import Verb
from articles.models.picture import Picture, PicturePrint
from articles.models.revision import name_of

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
QUALITY = 82
EFFORT = 4
TALLEST = 16_383  # that WebP takes
SRGB = ImageCms.createProfile("sRGB")


class NoPicture(Exception):
    """The file cannot be shown. The message is for a person: why, what to do."""


def take_in(data: bytes, *, alt: str, caption: str, credit: str, by: User | None) -> Picture:
    """The picture a file holds, with its prints; the one that is there if it came before.

    Raises NoPicture. Nothing is locked while it is made.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = Picture.objects.filter(digest=digest).first()
    if known:
        return known
    image = _opened(data)
    made = {width: _printed(image, width) for width in prints.widths_of(image.width)}
    picture = Picture(
        key=secrets.token_hex(16),
        digest=digest,
        width=image.width,
        height=image.height,
        alt=alt,
        caption=caption,
        credit=credit,
        at=timezone.now(),
        by=by,
        by_name=name_of(by),
    )
    try:
        _keep(picture, made, by)
    except IntegrityError:  # somebody was quicker with the same file
        return Picture.objects.get(digest=digest)
    return picture


@transaction.atomic
def _keep(picture: Picture, made: dict[int, bytes], by: User | None) -> None:
    picture.save(force_insert=True)
    PicturePrint.objects.bulk_create(
        PicturePrint(picture=picture, width=width, data=print_) for width, print_ in made.items()
    )
    auditing.record(Verb.ADDED, picture, by=by)


def _opened(data: bytes) -> Image.Image:
    """Upright, in sRGB, no wider than the widest print."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(data), formats=FORMATS)
            if image.width * image.height > limits.IMAGE_PIXELS:
                raise NoPicture(_("It has more than 40 million pixels: make it smaller."))
            image.draft("RGB", (prints.WIDTHS[-1], prints.WIDTHS[-1]))
            image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NoPicture(
            _("It cannot be read as a picture: send a JPEG, a PNG, a WebP or a GIF.")
        ) from None
    fitted = _fitted(_in_srgb(ImageOps.exif_transpose(image)))
    if fitted.height > TALLEST:
        raise NoPicture(_("It is much too tall for its width: cut it up."))
    return fitted


def _in_srgb(image: Image.Image) -> Image.Image:
    mode = "RGBA" if image.has_transparency_data else "RGB"
    profile, converted = image.info.get("icc_profile"), image.convert(mode)
    if not profile or image.mode not in ("RGB", "RGBA"):
        return converted
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(converted, own, SRGB) or converted
    except (ImageCms.PyCMSError, OSError):
        return converted


def _fitted(image: Image.Image) -> Image.Image:
    return _scaled(image, min(image.width, prints.WIDTHS[-1]))


def _scaled(image: Image.Image, width: int) -> Image.Image:
    if width == image.width:
        return image
    height = max(1, round(image.height * width / image.width))
    return image.resize((width, height), Image.Resampling.LANCZOS)


def _printed(image: Image.Image, width: int) -> bytes:
    out = BytesIO()
    _scaled(image, width).save(out, "WEBP", quality=QUALITY, method=EFFORT)
    return out.getvalue()
