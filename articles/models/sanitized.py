"""The only field whose text is marked safe: HTML from the sanitiser."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    _Base = models.TextField[SafeString, SafeString]
else:
    _Base = models.TextField


class SanitizedHTMLField(_Base):
    """HTML that `articles.rendering` made; loaded as safe for templates.

    Only a SafeString may be stored, so that no text can come here unsanitised.
    """

    def from_db_value(self, value: str | None, *args: Any) -> SafeString | None:
        # safe, for get_prep_value stores nothing else
        return None if value is None else mark_safe(value)

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not hasattr(value, "__html__"):
            raise TypeError(f"{self.name} takes sanitised HTML only.")
        return super().get_prep_value(None if value is None else str(value))
