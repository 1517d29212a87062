from django.db import migrations, models


class Migration(migrations.Migration):
    """An import asks what was last read at a path, to leave unread what is the same."""

    dependencies = [("articles", "0003_what_was_published")]

    operations = [
        migrations.AddIndex(
            model_name="importitem",
            index=models.Index(fields=["path", "run"], name="import_item_path"),
        ),
    ]
