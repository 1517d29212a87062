import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import roles


def grant(apps, schema_editor):
    rights = dict.fromkeys(roles.PURPOSES, ("comment.add_comment",))
    roles.grant(apps, schema_editor.connection.alias, rights)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0025_due_and_held"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Comment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("place", models.PositiveIntegerField(null=True)),
                ("quote", models.CharField(blank=True, max_length=300)),
                ("text", models.CharField(max_length=2000, verbose_name="comment")),
                ("by_name", models.CharField(blank=True, max_length=200, verbose_name="by")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("resolved_at", models.DateTimeField(null=True, verbose_name="resolved")),
                ("resolved_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="comments",
                        to="articles.article",
                    ),
                ),
                (
                    "by",
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
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="articles.comment",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment",
                "verbose_name_plural": "comments",
                "default_permissions": ("add",),
                "indexes": [models.Index(fields=["article", "id"], name="comment_article")],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
