"""The full-text index: outside Django's models, since each database has its own kind."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE articles_search USING fts5 (
    headline, names, dek, body, signed, content='', tokenize='ascii'
)
"""
# Bytes of words gathered before FTS5 writes them out: half the time for a large import.
SQLITE_MEMORY = "INSERT INTO articles_search (articles_search, rank) VALUES ('hashsize', 16777216)"
POSTGRESQL = """
CREATE TABLE articles_search (edition_id bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE INDEX articles_search_vector ON articles_search USING gin (vector)
"""


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)
    if vendor == "sqlite":
        schema_editor.execute(SQLITE_MEMORY)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_the_nouns")]
    operations = [migrations.RunPython(create, drop)]
