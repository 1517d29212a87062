"""The full-text index: outside Django's models, since each database has its own kind."""

from django.db import migrations

SQLITE = """
CREATE VIRTUAL TABLE articles_search USING fts5 (
    headline, names, dek, body, extra, content='', tokenize='ascii'
)
"""
# Bytes of words gathered before FTS5 writes them out: half the time for a large import.
SQLITE_MEMORY = "INSERT INTO articles_search (articles_search, rank) VALUES ('hashsize', 16777216)"
POSTGRESQL = """
CREATE TABLE articles_search (edition_id bigint PRIMARY KEY, vector tsvector NOT NULL);
CREATE INDEX articles_search_vector ON articles_search USING gin (vector);
CREATE FUNCTION articles_search_keys (sought tsquery, below bigint) RETURNS SETOF bigint
    LANGUAGE sql STABLE ROWS 100
    -- Only the words may lead: to the planner a look at a vector seems to cost nothing.
    SET enable_seqscan = off
    AS $$
        SELECT edition_id FROM articles_search
        WHERE vector @@ sought AND edition_id + 0 < below ORDER BY edition_id + 0 DESC
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
        schema_editor.execute("DROP FUNCTION articles_search_keys")
    schema_editor.execute("DROP TABLE articles_search")


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_the_nouns")]
    operations = [migrations.RunPython(create, drop)]
