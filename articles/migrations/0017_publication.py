"""The publication, its own pages and what they said before, and the colour of a section."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.page
import articles.models.publication


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0016_proposed_items"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "slug",
                    models.SlugField(
                        help_text="One word, such as about: readers find the page at /about/.",
                        max_length=60,
                        unique=True,
                        validators=[articles.models.page.refuse_taken],
                        verbose_name="address",
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "policy",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("publishingPrinciples", "Principles of publishing"),
                            ("ethicsPolicy", "Ethics"),
                            ("correctionsPolicy", "Corrections"),
                            ("verificationFactCheckingPolicy", "Verification and fact-checking"),
                            ("unnamedSourcesPolicy", "Unnamed sources"),
                            ("actionableFeedbackPolicy", "Feedback from readers"),
                            ("missionCoveragePrioritiesPolicy", "Mission and priorities"),
                            ("ownershipFundingInfo", "Ownership and funding"),
                            ("masthead", "Who we are"),
                            ("noBylinesPolicy", "Stories without a byline"),
                            ("diversityPolicy", "Diversity of the staff and of voices"),
                            ("diversityStaffingReport", "Report on the diversity of the staff"),
                        ],
                        help_text="What search engines and aggregators are told that it is, if anything.",
                        max_length=40,
                        verbose_name="tells",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=100,
                        help_text="The lower, the further left at the foot.",
                        verbose_name="position",
                    ),
                ),
                (
                    "is_live",
                    models.BooleanField(
                        default=False,
                        help_text="Readers see it, and find it at the foot of each page.",
                        verbose_name="live",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["position", "title"],
                "default_permissions": ("view", "add", "change"),
            },
        ),
        migrations.AddField(
            model_name="section",
            name="tone",
            field=models.SmallIntegerField(
                choices=[
                    (-1, "Chosen by the house"),
                    (0, "Oxblood"),
                    (1, "Navy"),
                    (2, "Bottle green"),
                    (3, "Ochre"),
                    (4, "Plum"),
                    (5, "Olive"),
                ],
                default=-1,
                help_text="Of its name and of what stands in it, on light screens and on dark ones.",
                verbose_name="colour",
            ),
        ),
        migrations.CreateModel(
            name="PageVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                ("body", models.TextField(blank=True, verbose_name="text")),
                ("is_live", models.BooleanField(verbose_name="live")),
                ("at", models.DateTimeField(verbose_name="when")),
                ("by_name", models.CharField(blank=True, max_length=200, verbose_name="by")),
                (
                    "by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="articles.page",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a page",
                "verbose_name_plural": "versions of pages",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("tagline", models.CharField(blank=True, max_length=200, verbose_name="tagline")),
                (
                    "accent",
                    models.CharField(
                        blank=True,
                        help_text="As # and six digits, such as #8c1c13. Its tone for dark screens is derived from it. Leave it empty for the house’s own.",
                        max_length=7,
                        validators=[articles.models.publication.refuse_faint],
                        verbose_name="accent colour",
                    ),
                ),
                (
                    "is_full_text",
                    models.BooleanField(
                        default=True,
                        help_text="Otherwise feeds carry the headline and a summary.",
                        verbose_name="whole stories in feeds",
                    ),
                ),
                (
                    "email",
                    models.EmailField(
                        blank=True,
                        help_text="Where readers can write to.",
                        max_length=254,
                        verbose_name="e-mail",
                    ),
                ),
                (
                    "telephone",
                    models.CharField(blank=True, max_length=40, verbose_name="telephone"),
                ),
                (
                    "profiles",
                    models.TextField(
                        blank=True,
                        help_text="Addresses where the newspaper is found besides, a line each.",
                        max_length=2000,
                        validators=[articles.models.publication.refuse_odd_profiles],
                        verbose_name="elsewhere",
                    ),
                ),
                (
                    "legal_name",
                    models.CharField(
                        blank=True,
                        help_text="Of who publishes it.",
                        max_length=200,
                        verbose_name="legal name",
                    ),
                ),
                (
                    "address",
                    models.TextField(blank=True, max_length=500, verbose_name="postal address"),
                ),
                ("founded", models.DateField(blank=True, null=True, verbose_name="founded on")),
                (
                    "copyright",
                    models.CharField(
                        blank=True,
                        help_text="Stands at the foot of each page: © 2026 The Tidings Ltd.",
                        max_length=200,
                        verbose_name="copyright line",
                    ),
                ),
                ("changed_at", models.DateTimeField(auto_now=True, verbose_name="changed")),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publication",
                "default_permissions": ("view", "change"),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_publication")
                ],
            },
        ),
    ]
