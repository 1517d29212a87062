from django.core.validators import MaxValueValidator
from django.db import migrations, models

from articles import roles

RIGHTS = {
    roles.EDITOR: ("requirement.view_requirement",),
    roles.PUBLISHER: ("requirement.view_requirement",),
    roles.ADMINISTRATOR: ("requirement.view_requirement", "requirement.change_requirement"),
}


def grant(apps, schema_editor):
    roles.grant(apps, schema_editor.connection.alias, RIGHTS)


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_shown_changes")]

    operations = [
        migrations.CreateModel(
            name="Requirement",
            fields=[
                ("key", models.CharField(max_length=20, primary_key=True, serialize=False)),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("blocks", "Blocks publication"),
                            ("advises", "Advises"),
                            ("off", "Off"),
                        ],
                        max_length=7,
                        verbose_name="level",
                    ),
                ),
                (
                    "number",
                    models.PositiveIntegerField(default=0, validators=[MaxValueValidator(10000)]),
                ),
            ],
            options={
                "verbose_name": "requirement",
                "verbose_name_plural": "requirements",
                "default_permissions": ("view", "change"),
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
