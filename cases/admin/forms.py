"""The form of one row: fields of its model, its place, and what does not fit."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.generics import ModelForm
from cases.admin.fields import KeyField, SourcesField, WordsField
from cases.admin.labels import label_of
from cjo.lib.locales import Precision

WORDS_LIMIT = 50_000  # characters of one field: more than any judgment's facts

# A date or the start of a period, and the field that says how exactly it is known
_DATES = (
    ("decided_on", "decided_precision"),
    ("released_on", "released_precision"),
)


class RowForm(ModelForm[Any]):
    """A row. Constraints are the database's; what a person can mend is said here."""

    def __init__(self, data: Any = None, **options: Any) -> None:
        self.ordered = options.pop("ordered", False)
        super().__init__(data, use_required_attribute=False, **options)
        row = self.instance
        for name, field in self.fields.items():
            if isinstance(field, KeyField) and getattr(row, f"{name}_id", None):
                self.initial[name] = getattr(row, name)
            elif isinstance(field, SourcesField):
                sources = row.sources.all() if row.pk else ()
                self.initial[name] = "\n".join(one.key for one in sources)
        if self.ordered:
            self.fields["place"] = forms.IntegerField(
                label=_("Place"), required=False, min_value=1, max_value=9999
            )

    def validate_constraints(self) -> None:
        """Leave it to the database, which knows the other rows of the same form."""

    def validate_unique(self) -> None:
        """Leave it to the database too."""

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for date, precision in _DATES:
            if date in self.fields:
                self._clean_date(values, date, precision)
        if "period_start" in self.fields:
            self._clean_period(values)
        return values

    def _clean_date(self, values: dict[str, Any], date: str, precision: str) -> None:
        if values.get(date) is None and date not in self.errors:
            values[precision] = Precision.UNKNOWN.value
        elif values.get(precision) == Precision.UNKNOWN:
            self.add_error(precision, _("Say how exactly the date is known."))

    def _clean_period(self, values: dict[str, Any]) -> None:
        start, end = values.get("period_start"), values.get("period_end")
        if start is None and end is None:
            values["period_precision"] = Precision.UNKNOWN.value
        elif start is None or end is None:
            missing = "period_start" if start is None else "period_end"
            if missing not in self.errors:
                self.add_error(missing, _("A period has a first and a last day."))
        elif end < start:
            self.add_error("period_end", _("The period ends before it starts."))
        elif values.get("period_precision") == Precision.UNKNOWN:
            self.add_error(
                "period_precision", _("Say how exactly the period is known.")
            )

    @property
    def is_wrong(self) -> bool:
        """Tell whether it was looked at and found wrong; it is not looked at here."""
        return bool(getattr(self, "_errors", None))

    def focus(self) -> None:
        """Let a browser open the page at the first field to be filled in."""
        first = next(name for name in self.fields if name != "place")
        self.fields[first].widget.attrs["autofocus"] = True

    def check_with(self, parts: dict[str, int]) -> None:
        """Refuse what does not fit the rows under this one; `parts` counts them."""

    def save(self, commit: bool = True) -> Any:
        row = super().save(commit)
        for name, field in self.fields.items():
            if isinstance(field, SourcesField):
                row.sources.set(self.cleaned_data[name])
        return row


def row_form(
    model: type[models.Model],
    *owners: str,
    base: type[RowForm] = RowForm,
    **fields: forms.Field,
) -> type[RowForm]:
    """Return the form of a model's rows, with every field but those of its owners."""
    made = forms.modelform_factory(
        model,
        form=type(f"{model.__name__}Form", (base,), fields),
        exclude=[*owners, "position", "current_version"],
        formfield_callback=_field,
    )
    return cast(type[RowForm], made)


def _field(field: Any, **options: Any) -> forms.Field | None:
    """Return a form field that keeps text as it was typed and dates as ISO 8601."""
    if isinstance(field, models.TextField):
        words = WordsField(
            label=label_of(field), help_text=field.help_text, max_length=WORDS_LIMIT
        )
        words.required = not field.blank
        words.widget.attrs["rows"] = 3
        return words
    options["label"] = label_of(field)
    if isinstance(field, models.DateField):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        options["widget"] = widget
    if isinstance(field, models.ManyToManyField):
        return None
    made: forms.Field | None = field.formfield(**options)
    return made


class StatementForm(RowForm):
    """Where a fact comes from, and how sure it is."""

    field = forms.ChoiceField(label=gettext_lazy("Which fact"))
    sources = SourcesField()

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        names: Any = self.fields["field"]
        own = self.instance.field
        if own and own not in dict(names.choices):
            names.choices = [*names.choices, (own, own)]
        self.order_fields(["place", "field", "certainty", "sources", "agrees"])

    def check_with(self, parts: dict[str, int]) -> None:
        agrees = self.cleaned_data.get("agrees", True)
        if not agrees and not parts.get("texts"):
            self.add_error("agrees", _("Say in a note what these sources say instead."))


def refuse_twice(forms_: list[RowForm], names: tuple[str, ...], message: str) -> None:
    """Mark every form but the first that has the same values of these fields.

    The first of the fields says whether there is anything to compare.
    """
    seen: set[tuple[str, ...]] = set()
    for form in forms_:
        values = tuple(_compared(form.cleaned_data.get(name)) for name in names)
        if values[0] and values in seen:
            form.add_error(names[0], ValidationError(message))
        seen.add(values)


def _compared(value: Any) -> str:
    """Return a value to compare: of a row its id, since two may be called alike."""
    return str(getattr(value, "pk", None) or value or "")
