"""Articles, their editions and versions, and all that belongs to them."""

from articles.models.address import Address, PathRedirect, SlugTaken
from articles.models.article import Article
from articles.models.audit_entry import Act, AuditAddress, AuditEntry
from articles.models.category import Category, CategoryText
from articles.models.chain import ChainedModel, ChainedQuerySet
from articles.models.change import (
    ANNOUNCED,
    LOGGED,
    NOTELESS,
    RECORD_CHANGES,
    TEXT_CHANGES,
    ChangeType,
)
from articles.models.contributor import (
    Contribution,
    Contributor,
    ContributorText,
    Role,
)
from articles.models.edition import DATE_UNKNOWN, Edition
from articles.models.frozen import FrozenError, FrozenModel
from articles.models.integrity import EntryKind, IntegrityEntry
from articles.models.picture import Picture, PictureText
from articles.models.protected_name import Homonym, ProtectedName
from articles.models.redaction import Redaction, Withheld
from articles.models.related import Reason, Related
from articles.models.rendering import Rendering
from articles.models.revision import Revision
from articles.models.search_synonym import SearchSynonym
from articles.models.search_word import SearchWord
from articles.models.searchrow import SearchRow
from articles.models.series import Series, SeriesText
from articles.models.stamp import ListCount, Stamp
from articles.models.subject import Mention, Subject, SubjectText
from articles.models.text import Method, TextRow, choose_text
from articles.models.version import Byline, Version

__all__ = [
    "ANNOUNCED",
    "DATE_UNKNOWN",
    "LOGGED",
    "NOTELESS",
    "RECORD_CHANGES",
    "TEXT_CHANGES",
    "Act",
    "Address",
    "Article",
    "AuditAddress",
    "AuditEntry",
    "Byline",
    "Category",
    "CategoryText",
    "ChainedModel",
    "ChainedQuerySet",
    "ChangeType",
    "Contribution",
    "Contributor",
    "ContributorText",
    "Edition",
    "EntryKind",
    "FrozenError",
    "FrozenModel",
    "Homonym",
    "IntegrityEntry",
    "ListCount",
    "Mention",
    "Method",
    "PathRedirect",
    "Picture",
    "PictureText",
    "ProtectedName",
    "Reason",
    "Redaction",
    "Related",
    "Rendering",
    "Revision",
    "Role",
    "SearchRow",
    "SearchSynonym",
    "SearchWord",
    "Series",
    "SeriesText",
    "SlugTaken",
    "Stamp",
    "Subject",
    "SubjectText",
    "TextRow",
    "Version",
    "Withheld",
    "choose_text",
]
