import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0028_suggested_tags")]

    operations = [
        migrations.CreateModel(
            name="VersionName",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60, verbose_name="name")),
                ("by_name", models.CharField(blank=True, max_length=200, verbose_name="by")),
                ("named_at", models.DateTimeField(verbose_name="when")),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="names",
                        to="articles.revision",
                    ),
                ),
            ],
            options={
                "verbose_name": "name of a version",
                "verbose_name_plural": "names of versions",
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("revision", "name"), name="version_named_so_once"
                    ),
                ],
            },
        ),
    ]
