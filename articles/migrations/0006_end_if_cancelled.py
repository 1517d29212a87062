from django.db import migrations, models


class Migration(migrations.Migration):
    """What a cancelled schedule gives back is told by the article, not guessed."""

    dependencies = [("articles", "0005_newest_of_a_section")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="end_if_cancelled",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
