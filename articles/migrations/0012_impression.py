from django.db import migrations, models


class Migration(migrations.Migration):
    """The row itself is written with the triggers, after every migrate."""

    dependencies = [("articles", "0011_newest_in_a_language")]

    operations = [
        migrations.CreateModel(
            name="Impression",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField()),
            ],
            options={"default_permissions": ()},
        ),
    ]
