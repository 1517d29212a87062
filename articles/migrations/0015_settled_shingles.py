"""Where the shingles of older stories stand in SQLite; see articles/resembling/settling.py."""

from django.db import migrations

SQLITE = """
CREATE TABLE articles_shingle_settled (
    number integer NOT NULL, article_id integer NOT NULL, PRIMARY KEY (number, article_id)
) WITHOUT ROWID
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE articles_shingle_settled")


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_spellings")]
    operations = [migrations.RunPython(create, drop)]
