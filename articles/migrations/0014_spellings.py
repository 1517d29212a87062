"""Spellings to suggest, and a note of the form the index is in.

What is in the archive already is indexed in the new form by `manage.py rebuild_search`.
"""

from django.db import migrations, models

FORM = 2


def note_if_nothing_is_indexed(apps, schema_editor):
    if not apps.get_model("articles", "Edition").log.exists():
        apps.get_model("articles", "IndexForm").objects.create(number=FORM)


class Migration(migrations.Migration):
    dependencies = [("articles", "0013_corrections")]
    operations = [
        migrations.CreateModel(
            name="IndexForm",
            fields=[
                ("number", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Spelling",
            fields=[
                ("word", models.CharField(max_length=24, primary_key=True, serialize=False)),
                ("skeleton", models.CharField(max_length=24)),
            ],
            options={"indexes": [models.Index(fields=["skeleton"], name="spelling_skeleton")]},
        ),
        migrations.RunPython(note_if_nothing_is_indexed, migrations.RunPython.noop),
    ]
