"""What the desk writes, indexed like what readers have, in a table of its own.

What is in the archive already is indexed by `manage.py rebuild_search`.
"""

from django.db import migrations

DESK_FORM = 101
SQLITE = """
CREATE VIRTUAL TABLE articles_desk_search USING fts5 (
    headline, names, dek, body, extra, content='', tokenize='ascii'
)
"""
SQLITE_MEMORY = (
    "INSERT INTO articles_desk_search (articles_desk_search, rank) VALUES ('hashsize', 16777216)"
)
POSTGRESQL = """
CREATE TABLE articles_desk_search (revision_id bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE INDEX articles_desk_search_vector ON articles_desk_search USING gin (vector);
CREATE FUNCTION articles_desk_search_keys (sought tsquery, below bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE ROWS 100
    -- As with articles_search_keys: only the words may lead.
    SET enable_seqscan = off
    AS $$
        SELECT revision_id FROM articles_desk_search
        WHERE vector @@ sought AND revision_id + 0 < below ORDER BY revision_id + 0 DESC
    $$
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)
        schema_editor.execute(SQLITE_MEMORY)
    else:
        schema_editor.execute(POSTGRESQL)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION articles_desk_search_keys")
    schema_editor.execute("DROP TABLE articles_desk_search")


def note_if_nothing_is_indexed(apps, schema_editor):
    if not apps.get_model("articles", "Article").objects.exists():
        apps.get_model("articles", "IndexForm").objects.create(number=DESK_FORM)


class Migration(migrations.Migration):
    dependencies = [("articles", "0030_rights_over_pictures")]
    operations = [
        migrations.RunPython(create, drop),
        migrations.RunPython(note_if_nothing_is_indexed, migrations.RunPython.noop),
    ]
