import secrets

import django.db.models.deletion
from django.db import migrations, models

import articles.models.delivery
from articles import roles

RIGHTS = {
    roles.ADMINISTRATOR: [
        *(f"endpoint.{each}_endpoint" for each in ("view", "add", "change", "delete")),
        *("delivery.view_delivery", "delivery.change_delivery"),
    ]
}


def grant(apps, schema_editor):
    roles.grant(apps, schema_editor.connection.alias, RIGHTS)


class Migration(migrations.Migration):
    """Who is told elsewhere, and what is to be told."""

    dependencies = [
        ("articles", "0032_logo"),
    ]

    operations = [
        migrations.CreateModel(
            name="Endpoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("webhook", "Webhook"),
                            ("indexnow", "IndexNow"),
                            ("websub", "WebSub hub"),
                        ],
                        max_length=8,
                        verbose_name="kind",
                    ),
                ),
                ("url", models.URLField(max_length=500, verbose_name="address")),
                (
                    "is_on",
                    models.BooleanField(
                        default=False,
                        help_text="Told of what is published from now on.",
                        verbose_name="on",
                    ),
                ),
                (
                    "secret",
                    models.CharField(
                        default=articles.models.delivery.new_secret,
                        help_text="Signs what a webhook is sent, as Standard Webhooks has it.",
                        max_length=100,
                        verbose_name="secret",
                    ),
                ),
                (
                    "key",
                    models.CharField(
                        default=secrets.token_hex,
                        help_text="IndexNow asks for it.",
                        max_length=64,
                        verbose_name="key",
                    ),
                ),
            ],
            options={
                "verbose_name": "endpoint",
                "verbose_name_plural": "endpoints",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "event",
                    models.CharField(
                        choices=[("begins", "published"), ("ends", "withdrawn")],
                        max_length=6,
                        verbose_name="what",
                    ),
                ),
                ("due_at", models.DateTimeField(verbose_name="true from")),
                ("next_try_at", models.DateTimeField(verbose_name="next try")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("done", "Delivered"),
                            ("void", "Not so any more"),
                            ("dead", "Given up"),
                        ],
                        max_length=7,
                        verbose_name="state",
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="tries")),
                ("token", models.CharField(blank=True, max_length=40)),
                (
                    "problem",
                    models.CharField(blank=True, max_length=300, verbose_name="what was wrong"),
                ),
                ("done_at", models.DateTimeField(null=True, verbose_name="delivered")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.edition",
                    ),
                ),
                (
                    "endpoint",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="deliveries",
                        to="articles.endpoint",
                    ),
                ),
            ],
            options={
                "verbose_name": "delivery",
                "verbose_name_plural": "outbox",
                "ordering": ["-pk"],
                "default_permissions": ("view", "change"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")),
                        fields=["next_try_at"],
                        name="delivery_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("endpoint", "edition", "event"), name="an_event_once_an_endpoint"
                    )
                ],
            },
        ),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
