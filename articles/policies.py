"""Policies: what a newsroom publishes about itself, under schema.org's names for it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

POLICIES = {
    "publishingPrinciples": _("Principles of publishing"),
    "ethicsPolicy": _("Ethics"),
    "correctionsPolicy": _("Corrections"),
    "verificationFactCheckingPolicy": _("Verification and fact-checking"),
    "unnamedSourcesPolicy": _("Unnamed sources"),
    "actionableFeedbackPolicy": _("Feedback from readers"),
    "missionCoveragePrioritiesPolicy": _("Mission and priorities"),
    "ownershipFundingInfo": _("Ownership and funding"),
    "masthead": _("Who we are"),
    "noBylinesPolicy": _("Stories without a byline"),
    "diversityPolicy": _("Diversity of the staff and of voices"),
    "diversityStaffingReport": _("Report on the diversity of the staff"),
}
