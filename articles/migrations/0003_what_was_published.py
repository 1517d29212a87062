from django.db import migrations, models


class Migration(migrations.Migration):
    """The desk's queues ask an article, not its editions, whether it is ahead of readers."""

    dependencies = [("articles", "0002_search_index")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="published_version",
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["stage", "-changed_at", "-id"],
                name="article_ahead",
                condition=models.Q(("version__gt", models.F("published_version"))),
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["-changed_at", "-id"],
                name="article_changed",
                condition=models.Q(
                    ("version__gt", models.F("published_version")), ("published_version__gt", 0)
                ),
            ),
        ),
        migrations.RemoveIndex(model_name="article", name="article_needs_headline"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["-changed_at", "-id"],
                name="article_needs_headline",
                condition=models.Q(("headline_derived", True), ("headline", ""), _connector="OR"),
            ),
        ),
    ]
