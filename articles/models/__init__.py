"""The nouns. Imports flow taxonomy ← article ← revision ← edition; see articles/README.md."""

from articles.models.article import Article, Stage
from articles.models.audit import AuditEntry, Verb
from articles.models.bulk import BulkAct, BulkItem, BulkState, Deed
from articles.models.comment import Comment
from articles.models.correction import Correction, CorrectionKind, Notice, Placement
from articles.models.delivery import Delivery, DeliveryState, Endpoint, EndpointKind
from articles.models.edition import Edition, EditionByline, EditionTag
from articles.models.filing import ArticleTag, Byline
from articles.models.importing import Approval, ImportItem, ImportRun, RunState, Verdict
from articles.models.impression import Impression
from articles.models.journal import JournalEntry, Sheet
from articles.models.page import Page, PageVersion
from articles.models.picture import Picture, PicturePrint
from articles.models.preview import PreviewLink
from articles.models.publication import Publication
from articles.models.redirect import Redirect
from articles.models.requirement import Requirement, Severity
from articles.models.resemblance import Judgement, Resemblance
from articles.models.revision import Kind, Revision
from articles.models.suggestion import Dismissal, Habit
from articles.models.takedown import Takedown
from articles.models.taxonomy import Author, Section, Tag, TagAlias
from articles.models.term_merge import MergedLink, MergeState, TermMerge
from articles.models.version_name import VersionName
from articles.models.vocabulary import IndexForm, Spelling
from articles.models.worker import Worker

__all__ = [
    "Approval",
    "Article",
    "ArticleTag",
    "AuditEntry",
    "Author",
    "BulkAct",
    "BulkItem",
    "BulkState",
    "Byline",
    "Comment",
    "Correction",
    "CorrectionKind",
    "Deed",
    "Delivery",
    "DeliveryState",
    "Dismissal",
    "Edition",
    "EditionByline",
    "EditionTag",
    "Endpoint",
    "EndpointKind",
    "Habit",
    "ImportItem",
    "ImportRun",
    "Impression",
    "IndexForm",
    "JournalEntry",
    "Judgement",
    "Kind",
    "MergeState",
    "MergedLink",
    "Notice",
    "Page",
    "PageVersion",
    "Picture",
    "PicturePrint",
    "Placement",
    "PreviewLink",
    "Publication",
    "Redirect",
    "Requirement",
    "Resemblance",
    "Revision",
    "RunState",
    "Section",
    "Severity",
    "Sheet",
    "Spelling",
    "Stage",
    "Tag",
    "TagAlias",
    "Takedown",
    "TermMerge",
    "Verb",
    "Verdict",
    "VersionName",
    "Worker",
]
