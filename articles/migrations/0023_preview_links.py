import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Leave to look at a story before readers do."""

    dependencies = [
        ("articles", "0022_requirements"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PreviewLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(null=True, verbose_name="as of")),
                ("note", models.CharField(blank=True, max_length=120, verbose_name="for whom")),
                ("made_at", models.DateTimeField(verbose_name="made")),
                ("made_by_name", models.CharField(blank=True, max_length=200)),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("revoked_at", models.DateTimeField(null=True, verbose_name="revoked")),
                ("revoked_by_name", models.CharField(blank=True, max_length=200)),
                ("opened", models.PositiveIntegerField(default=0, verbose_name="times opened")),
                ("last_opened_at", models.DateTimeField(null=True, verbose_name="last opened")),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
                (
                    "made_by",
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
                    "revision",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "preview link",
                "verbose_name_plural": "preview links",
                "ordering": ["-pk"],
                "default_permissions": (),
                "indexes": [models.Index(fields=["article", "-id"], name="preview_article")],
            },
        ),
    ]
