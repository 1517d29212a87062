from django.db import migrations, models


class Migration(migrations.Migration):
    """What a cancelled schedule gives back has its public reason; setting an end is an act."""

    dependencies = [("articles", "0017_publication")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="reason_if_cancelled",
            field=models.CharField(
                blank=True, db_default="", default="", editable=False, max_length=300
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="verb",
            field=models.CharField(
                choices=[
                    ("began", "began"),
                    ("saved", "saved"),
                    ("restored", "restored"),
                    ("moved", "moved on"),
                    ("published", "published"),
                    ("scheduled", "scheduled"),
                    ("cancelled", "took back what was scheduled of"),
                    ("expired", "set the end of"),
                    ("withdrew", "withdrew"),
                    ("embargoed", "embargoed"),
                    ("released", "lifted the embargo on"),
                    ("spiked", "spiked"),
                    ("imported", "imported"),
                    ("undid", "undid"),
                    ("added", "added"),
                    ("changed", "changed"),
                    ("removed", "removed"),
                    ("signed-in", "signed in"),
                    ("signed-out", "signed out"),
                    ("failed", "failed to sign in as"),
                ],
                max_length=12,
                verbose_name="did",
            ),
        ),
    ]
