"""The logo, one of the pictures."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0031_desk_search"),
    ]

    operations = [
        migrations.AddField(
            model_name="publication",
            name="logo",
            field=models.ForeignKey(
                blank=True,
                help_text="One of the pictures; stands in the masthead in place of the name.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.picture",
                verbose_name="logo",
            ),
        ),
    ]
