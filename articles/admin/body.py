"""The body: a rich-text editor held to the house subset."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import ProseEditorWidget, importmap, prose_editor_presets
from js_asset import Media

from articles import markup
from articles.limits import BODY_CHARACTERS, TooMuch

# Everything articles/markup keeps and nothing else, or editing one paragraph would lose another.
EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Code": True,
    "CodeBlock": True,
    "Heading": {"levels": [2, 3]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "HorizontalRule": True,
    "HardBreak": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "Figure": {"pickerUrl": reverse_lazy("admin:articles_picture_changelist")},
    "Image": True,
    "Caption": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "NoSpellCheck": False,
    "PullQuote": True,
    "FieldLabel": True,
    "PasteCleaner": True,
    "WordCount": True,
}


class BodyWidget(ProseEditorWidget):
    """The editor without its style sheets: the desk's own import those into a layer."""

    @property
    def media(self) -> Media:
        return Media(importmap=importmap, js=prose_editor_presets()[self.preset])


class BodyField(ProseEditorFormField):
    """A body in the house's one spelling; what the editor merely spells otherwise is no change."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            extensions=EXTENSIONS, sanitize=_cleaned, widget=BodyWidget, required=False, **kwargs
        )
        self.widget.attrs |= {"rows": 24, "dir": "auto"}

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return _cleaned(initial or "") != _cleaned(data or "")
        except ValidationError:
            return True


def _cleaned(html: str) -> str:
    if len(html) > BODY_CHARACTERS:
        message = _("A story has at most %(most)d characters, markup included.")
        raise ValidationError(message, params={"most": BODY_CHARACTERS})
    try:
        return markup.clean(html)
    except TooMuch as error:
        raise ValidationError(str(error)) from None
