from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_likeness")]
    operations = [
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["language", "-id"], name="edition_language"),
        ),
    ]
