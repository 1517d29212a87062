"""Columns: what tables and JSON call a story's fields, in the newsroom's words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_NAMES = {
    "title": """
        title headline hed post_title article_title web_title story_title heading titel
        titre titulo título titolo überschrift schlagzeile otsikko tytuł заголовок subject
        name
    """,
    "dek": """
        dek deck standfirst subtitle sub_title web_subtitle subheading subhead
        custom_excerpt excerpt post_excerpt summary abstract teaser lead intro blurb
        short_description description untertitel vorspann bajada chapo sommario ingress
    """,
    "kicker": "kicker eyebrow overline dachzeile spitzmarke antetítulo",
    "dateline": "dateline",
    "date": """
        date_gmt post_date_gmt published_at date_published published_date publish_date
        published_on publication_date pub_date pubdate first_published date_publish
        release_date issue_date published date post_date datetime date_time date_posted
        posted_at datum fecha fecha_de_publicación data date_de_publication veröffentlicht
        timestamp created_at created date_created creation_date created_date
    """,
    "authors": """
        authors author byline bylines by author_name author_names writers writer
        author_display_name creator reporter journalist autor autoren autores auteur auteurs
        autore verfasser författare post_author
    """,
    "tags": """
        tags tag tag_names tag_list keywords topics labels content_tags post_tag post_tags
        subjects hashtags schlagworte schlagwörter stichworte etiquetas mots_clés mots_cles
        parole_chiave taggar
    """,
    "section": """
        section section_name article_section main_category primary_category category
        categories desk news_desk department ressort rubrik kategorie categoría categoria
        sección seccion rubrique catégorie sezione vertical channel
    """,
    "lang": "language lang locale in_language language_code sprache idioma langue",
    "slug": "slug post_name url_slug handle",
    "canonical": """
        canonical_url canonical url link permalink post_url web_url article_url source_url
        original_url post_page_url page_url href
    """,
    "status": "status state post_status workflow_state visibility",
    "source": "source source_name publication publisher newspaper outlet",
    "source_id": """
        guid uuid id post_id article_id story_id item_id external_id internal_id doc_id
        record_id identifier uri
    """,
    "picture": """
        feature_image featured_image featured_image_url image_url image cover_image
        hero_image main_image lead_image jetpack_featured_media_url
    """,
    "alt": "feature_image_alt image_alt alt_text alt",
    "caption": "feature_image_caption image_caption caption",
    "body": """
        content_html body_html html html_content html_body rich_content lexical mobiledoc
        body content post_content article_body article_text text article full_text fulltext
        body_text story story_text copy markdown body_markdown content_markdown
        markdown_content md content_text plain_content plain_text plaintext main_text inhalt
        textkörper cuerpo texto contenido contenu texte corps testo contenuto brödtext
    """,
}

COLUMNS: dict[str, tuple[str, ...]] = {
    field: tuple(names.split()) for field, names in _NAMES.items()
}
"""Each field's names, the one that says most first; compared as `key` writes them."""

HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MARKS = re.compile(r"[^\w]+|_+")
FIELD_OF = {name: field for field, names in reversed(COLUMNS.items()) for name in reversed(names)}


def key(written: str) -> str:
    """A column's or a key's name as COLUMNS writes it: publishedAt → published_at."""
    return MARKS.sub("_", HUMP.sub("_", written.strip())).strip("_").lower()


def known(names: list[str]) -> set[str]:
    """The fields these columns hold, as far as we know their names."""
    return {FIELD_OF[key(name)] for name in names if key(name) in FIELD_OF}


def is_name(written: str) -> bool:
    """Whether this could be a column's name: a word or three, and no more."""
    return len(written) < 60 and written.count(" ") < 4


def candidates(row: Mapping[str, Any], field: str) -> list[tuple[str, Any]]:
    """What a row, its keys as `key` writes them, holds for a field: name and value, best first."""
    return [
        (name, row[name]) for name in COLUMNS[field] if name in row and not _is_empty(row[name])
    ]


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
