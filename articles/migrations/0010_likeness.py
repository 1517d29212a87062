"""Stories that are alike: the index of shingles, and the pairs the desk is asked about.

What is in the archive already is found by `manage.py rebuild_likeness`; a story is entered
with its next change in any case.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# In SQLite the key is the table; a row is some twenty bytes.
SQLITE = """
CREATE TABLE articles_shingle (
    number integer NOT NULL, article_id integer NOT NULL, PRIMARY KEY (number, article_id)
) WITHOUT ROWID
"""
POSTGRESQL = """
CREATE TABLE articles_shingle (
    number bigint NOT NULL, article_id bigint NOT NULL, PRIMARY KEY (number, article_id)
)
"""


def create(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    schema_editor.execute(SQLITE if is_sqlite else POSTGRESQL)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_shingle")


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_audit"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(create, drop),
        migrations.CreateModel(
            name="Resemblance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("share", models.FloatField()),
                ("share_of_other", models.FloatField()),
                ("found_at", models.DateTimeField()),
                (
                    "judgement",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Undecided"),
                            ("follow-up", "Follow-up"),
                            ("duplicate", "Duplicate"),
                            ("coincidence", "Coincidence"),
                        ],
                        default="",
                        max_length=11,
                        verbose_name="judgement",
                    ),
                ),
                ("judged_by_name", models.CharField(blank=True, max_length=200)),
                ("judged_at", models.DateTimeField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resembles",
                        to="articles.article",
                    ),
                ),
                (
                    "judged_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="resembled_by",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "resemblance",
                "verbose_name_plural": "resemblances",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["judgement", "-id"], name="resemblance_judgement")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "other"), name="a_pair_once"),
                    models.CheckConstraint(
                        condition=models.Q(("article__gt", models.F("other"))),
                        name="the_later_story_first",
                    ),
                ],
            },
        ),
    ]
