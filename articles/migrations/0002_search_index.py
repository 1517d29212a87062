"""The full-text index: outside Django's models, since each database has its own kind."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE articles_search USING fts5 (
    headline, names, dek, body, marked, content='', tokenize='ascii'
)
"""
POSTGRESQL = """
CREATE TABLE articles_search (edition_id bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE INDEX articles_search_vector ON articles_search USING gin (vector)
"""


def create(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    schema_editor.execute(SQLITE if vendor == "sqlite" else POSTGRESQL)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_the_nouns")]
    operations = [migrations.RunPython(create, drop)]
