import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The desk's list of one section is a walk of one index, however large the section."""

    dependencies = [("articles", "0004_imported_paths")]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="section",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                to="articles.section",
                verbose_name="section",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["section", "-changed_at", "-id"], name="article_section"),
        ),
    ]
