from django.conf import settings
from django.db import migrations, models

from articles import roles
from articles.models.audit import verbs

WRITER = ("article.view_article", "article.add_article", "article.write_article")
EDITOR = (
    *("article.view_article", "article.add_article", "article.change_article"),
    *(f"{noun}.{act}_{noun}" for noun in ("tag", "author") for act in ("view", "add")),
    "section.view_section",
    "correction.view_correction",
    *(f"importrun.{act}_importrun" for act in ("view", "add", "approve")),
)
PUBLISHER = (
    *EDITOR,
    *("article.publish_article", "article.withdraw_article"),
    "correction.change_correction",
    "importrun.undo_importrun",
)
ADMINISTRATOR = (
    *PUBLISHER,
    *(f"{noun}.{act}_{noun}" for noun in ("tag", "author", "section") for act in ("add", "change")),
    *(
        f"{noun}.{act}_{noun}"
        for noun in ("redirect", "user", "group")
        for act in ("view", "add", "change", "delete")
    ),
    *(f"page.{act}_page" for act in ("view", "add", "change")),
    *(f"publication.{act}_publication" for act in ("view", "change")),
    "auditentry.view_auditentry",
)
RIGHTS = {
    roles.WRITER: WRITER,
    roles.EDITOR: EDITOR,
    roles.PUBLISHER: PUBLISHER,
    roles.ADMINISTRATOR: ADMINISTRATOR,
}


def begin(apps, schema_editor):
    using = schema_editor.connection.alias
    roles.establish(apps, using)
    roles.grant(apps, using, RIGHTS)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0019_the_journal"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="due"),
        ),
        migrations.AddField(
            model_name="article",
            name="returned_why",
            field=models.CharField(
                blank=True, editable=False, max_length=300, verbose_name="sent back because"
            ),
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "ordering": ["-changed_at", "-id"],
                "permissions": [
                    ("publish_article", "Can publish and schedule articles"),
                    ("withdraw_article", "Can withdraw articles"),
                    ("write_article", "Can write drafts of one’s own"),
                ],
                "verbose_name": "article",
                "verbose_name_plural": "articles",
            },
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("due_at__isnull", False)),
                fields=["due_at", "id"],
                name="article_due",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("returned_why", ""), _negated=True),
                fields=["-changed_at", "-id"],
                name="article_returned",
            ),
        ),
        migrations.AlterField(
            model_name="auditentry",
            name="verb",
            field=models.CharField(choices=verbs, max_length=12, verbose_name="did"),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
