"""Document: one of a run in full, as it would be or is, and what it would change."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse

from articles.admin.importing import pages
from articles.admin.importing.documents import Row
from articles.admin.importing.rights import rights
from articles.comparing import Comparison, compare
from articles.composing import columns_of
from articles.documents import Document
from articles.models import Article, ImportItem, Verdict
from articles.models.importing import RunState

if TYPE_CHECKING:
    from articles.admin.importing.room import ImportRunAdmin


def document(admin: ImportRunAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The story it holds; of an update, what it says otherwise than the desk's."""
    item = ImportItem.objects.filter(pk=pk).select_related("run").first()
    if item is None:
        raise Http404
    run = pages.opened(admin, request, item.run_id)
    story = item.document
    siblings = ImportItem.objects.of(run)
    return pages.page(
        admin,
        request,
        "document",
        title=(story.headline if story else "") or item.path,
        run=run,
        row=Row.of(item),
        story=story,
        page=columns_of(story) if story else None,
        comparison=_change(item, story),
        next=siblings.after(item.position).first(),
        previous=siblings.before(item.position).first(),
        can_decide=run.state == RunState.PLANNED and rights(cast(User, request.user), run).approve,
    )


def _change(item: ImportItem, story: Document | None) -> Comparison | None:
    """What would change on the desk, if it is to change what stands there."""
    if story is None or item.verdict != Verdict.UPDATED:
        return None
    article = Article.objects.with_relations().filter(import_items=item.pk).first()
    # Without one it changes a story that comes in with the same import.
    return compare(article.document(), story) if article else None
