"""Pictures and their prints, and the one that leads an edition."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import roles

PUTS_IN = ("picture.view_picture", "picture.add_picture")
LOOKS_AFTER = (*PUTS_IN, "picture.change_picture")


def grant(apps, schema_editor):
    rights = {
        roles.WRITER: PUTS_IN,
        roles.EDITOR: LOOKS_AFTER,
        roles.PUBLISHER: LOOKS_AFTER,
        roles.ADMINISTRATOR: LOOKS_AFTER,
    }
    roles.grant(apps, schema_editor.connection.alias, rights)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0026_comments"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="edition",
            name="lead",
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.CreateModel(
            name="Picture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(editable=False, max_length=32, unique=True)),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("width", models.PositiveIntegerField(editable=False, verbose_name="width")),
                ("height", models.PositiveIntegerField(editable=False, verbose_name="height")),
                (
                    "alt",
                    models.CharField(
                        help_text="For those who cannot see it: what it shows, in a sentence.",
                        max_length=500,
                        verbose_name="description",
                    ),
                ),
                ("caption", models.CharField(blank=True, max_length=500, verbose_name="caption")),
                (
                    "credit",
                    models.CharField(
                        blank=True,
                        help_text="Who took it, and for whom.",
                        max_length=200,
                        verbose_name="credit",
                    ),
                ),
                (
                    "is_shown",
                    models.BooleanField(
                        default=True,
                        help_text="Without this nobody is given it, though stories name it: for a picture that must be taken down.",
                        verbose_name="shown",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="put in")),
                ("by_name", models.CharField(blank=True, max_length=200, verbose_name="by")),
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
            ],
            options={
                "verbose_name": "picture",
                "verbose_name_plural": "pictures",
                "ordering": ["-pk"],
                "default_permissions": ("view", "add", "change"),
            },
        ),
        migrations.CreateModel(
            name="PicturePrint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("width", models.BigIntegerField()),
                ("data", models.BinaryField()),
                (
                    "picture",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="prints",
                        to="articles.picture",
                    ),
                ),
            ],
            options={
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("picture", "width"), name="a_width_once_a_picture"
                    )
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
