"""Fields of a record's forms: rows named by their keys, so that no list is loaded."""

import re
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.fields import TextField
from articles.admin.generics import ModelChoiceField
from cases.models import Law, Provision, Source

_Row = TypeVar("_Row", bound=Model)
_PROVISION = re.compile(r"([a-z0-9-]{1,200})/([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,2}))?")


class WordsField(TextField):
    """Text of several lines, without what a browser adds at its ends."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip()


class KeyField(ModelChoiceField[_Row]):
    """A row of another table, typed by its key; the page's `datalist` offers some."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Nothing has this key. Add it first.")
    }

    def __init__(self, model: type[_Row], key: str = "slug", **options: Any) -> None:
        super().__init__(
            model._default_manager.all(),
            to_field_name=key,
            widget=forms.TextInput(attrs={"list": f"known-{model._meta.model_name}"}),
            **options,
        )


class SourcesField(WordsField):
    """Sources by their keys, one on each line."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 2}),
            label=gettext_lazy("Sources"),
            help_text=gettext_lazy("Their keys, one on each line."),
            max_length=20_000,
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Return the sources named."""
        keys = list(dict.fromkeys(super().clean(value).split()))
        known = {source.key: source for source in Source.objects.filter(key__in=keys)}
        unknown = [key for key in keys if key not in known]
        if unknown:
            raise ValidationError(
                _("No source has the key %(keys)s. Add it first.")
                % {"keys": ", ".join(unknown)}
            )
        return [known[key] for key in keys]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(str(initial or "").split()) != set(self.to_python(data).split())


class ProvisionField(forms.CharField):
    """An article of a law, such as `pipl/13`; made when it is saved, if it is new."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Provision"),
            help_text=gettext_lazy("Law and article, such as pipl/13."),
            **options,
        )

    def clean(self, value: Any) -> Any:
        found = _PROVISION.fullmatch(super().clean(value))
        if found is None:
            raise ValidationError(_("Write law and article, such as pipl/13."))
        law = Law.objects.filter(slug=found[1]).first()
        if law is None:
            raise ValidationError(_("No law has the key %s. Add it first.") % found[1])
        number, suffix = int(found[2]), int(found[3] or 0)
        known = Provision.objects.filter(law=law, number=number, suffix=suffix).first()
        return known or Provision(law=law, number=number, suffix=suffix)
