"""The form of a record: its own fields, and formsets of the rows that belong to it.

Formsets are nested: each form of a row has, in `formsets`, those of the rows below it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model, prefetch_related_objects
from django.forms.formsets import DELETION_FIELD_NAME, ORDERING_FIELD_NAME
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.desk import whole_number
from articles.admin.generics import InlineFormSet, ModelForm
from articles.models import TextRow
from articles.publishing.problems import Problem
from cases.admin.fields import KeyField, SourcesField, field_of
from cjo.lib.languages import get_language

MOST_ROWS = 300  # of one kind below one row
ASIDE = 10_000  # added to positions while they are given anew: each is there once
TWICE = gettext_lazy("This value is already used.")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A place on the page to be mended: its id, its label, and the name of its row."""

    id: str
    label: str | Promise
    row: str | Promise = ""


class RowForm(ModelForm[Any]):
    """The form of one row."""

    below: ClassVar[tuple[type["RowFormSet"], ...]] = ()
    related: ClassVar[tuple[str, ...]] = ()  # to prefetch, besides the typed keys

    class Meta:
        formfield_callback = staticmethod(field_of)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **{**options, "use_required_attribute": False})
        row = self.instance
        # a row refused by the database has a key after all, and is new nevertheless
        self.is_new = row._state.adding
        self.row_name: str | Promise = "" if self.is_new else self.describe()
        for name, field in self.fields.items():
            if isinstance(field, KeyField) and getattr(row, f"{name}_id", None):
                self.initial[name] = getattr(row, name)
        self.formsets = [
            formset(data, instance=row, prefix=self.prefix_below(formset))
            for formset in self.below
        ]

    def prefix_below(self, formset: type["RowFormSet"]) -> str:
        return f"{self.prefix}-{formset.get_default_prefix()}"

    def describe(self) -> str:
        """Return the name of the row while its details are closed."""
        row = self.instance
        if isinstance(row, TextRow):
            return f"{get_language(row.language).english}: {row}"
        return str(row)

    def formset(self, name: str) -> "RowFormSet":
        """Return the formset of the rows that the model calls by this name."""
        formsets = {rows.get_default_prefix(): rows for rows in self.formsets}
        return formsets[name]

    def rows(self) -> Iterator["RowForm"]:
        """Yield the forms of all rows below, except those below a removed row."""
        for formset in self.formsets:
            for form in formset.forms:
                yield form
                if not form.is_removed:
                    yield from form.rows()

    @property
    def is_removed(self) -> bool:
        name = DELETION_FIELD_NAME
        return name in self.fields and bool(self[name].value())

    @property
    def is_kept(self) -> bool:
        """Return whether the row exists after saving: a new one only if not blank."""
        blank = self.is_new and not (self.is_bound and self.has_changed())
        return not self.is_removed and not blank

    @property
    def is_wrong(self) -> bool:
        """Return whether a mistake was found. It validates nothing by itself."""
        return bool(getattr(self, "_errors", None))

    @property
    def is_open(self) -> bool:
        """Return whether the details are shown at once: new, wrong or changed rows."""
        theirs = any(getattr(field, "theirs", None) is not None for field in self)
        own = self.is_new or self.is_removed or self.is_wrong or theirs
        return own or any(rows.is_open for rows in self.formsets)

    def has_changed(self) -> bool:
        below = any(form.is_kept for rows in self.formsets for form in rows.forms)
        return super().has_changed() or (self.is_new and below)

    def is_valid(self) -> bool:
        # a row that was not sent is left as it is
        if not self.is_bound:
            return True
        return all([super().is_valid(), *(rows.is_valid() for rows in self.formsets)])

    def validate_unique(self) -> None:
        """Do nothing: the formset compares its rows, which may exchange values."""

    def validate_constraints(self) -> None:
        """Do nothing: `clean` of the model explains what a constraint only names."""

    def mistakes(self) -> Iterator[Mistake]:
        """Yield the mistakes that were found, in the order of the page."""
        if self.is_removed:
            return
        if self.is_wrong:
            if self.row_name and self.non_field_errors():
                yield Mistake(str(self.prefix), self.row_name)
            for field in self:
                if field.errors:
                    yield Mistake(field.auto_id, field.label, self.row_name)
        for formset in self.formsets:
            yield from formset.mistakes()

    def add(self, prefix: str) -> None:
        """Add an empty row to the formset that has this prefix."""
        for formset in self.formsets:
            formset.add(prefix)

    def save(self, commit: bool = True, *, replacing: bool = False) -> Any:
        """Save the row and all below; `replacing` deletes the rows that were not sent.

        The caller's transaction takes all back if a row is refused.
        """
        row = super().save(commit) if self.is_bound else self.instance
        if not self.is_bound:
            row.save()
        for formset in self.formsets:
            formset.save(replacing=replacing)
        return row


class RowFormSet(InlineFormSet[Any]):
    """The rows of one kind that belong to one row.

    A sent row is known by its id and not by its place: somebody else may have added
    or removed rows since the page was opened. Rows that were not sent are kept.
    """

    model: Any
    title: str | Promise
    new: str | Promise
    first = 0  # the position of the first row
    needed = False  # at least one row
    has_words = False  # an added row opens with empty words
    cleared: ClassVar[dict[str, Any]] = {}  # so that rows can exchange unique values

    def get_queryset(self) -> Any:
        """Return the rows that were prefetched, in place of a query for each owner."""
        if self.instance.pk is None:
            return self.model._default_manager.none()
        return getattr(self.instance, self.get_default_prefix()).all()

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        if self.is_bound:
            sent = whole_number(self.data.get(f"{self.add_prefix(i)}-id", ""))
            row = next((row for row in self.get_queryset() if row.pk == sent), None)
            kwargs |= {"instance": row, "empty_permitted": row is None}
        return super()._construct_form(i, **kwargs)  # type: ignore[misc]

    @cached_property
    def forms(self) -> list[Any]:
        forms: list[RowForm] = super().forms
        if self.is_bound:
            sent = {form.instance.pk for form in forms}
            for row in self.get_queryset():
                if row.pk not in sent:
                    forms.append(self._unbound(row, len(forms)))
        return forms

    def _unbound(self, row: Model | None, place: int) -> RowForm:
        form: RowForm = self.form(
            instance=row, prefix=self.add_prefix(place), empty_permitted=row is None
        )
        self.add_fields(form, None)
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["id"] = forms.CharField(required=False, widget=forms.HiddenInput)
        form.fields["id"].initial = form.instance.pk
        form.row_name = form.row_name or capfirst(str(self.new))
        if self.can_order:
            form.fields[ORDERING_FIELD_NAME] = forms.IntegerField(
                label=_("Place"),
                required=False,
                min_value=1,
                max_value=9999,
                initial=None
                if form.is_new
                else form.instance.position + 1 - self.first,
            )
            form.order_fields([ORDERING_FIELD_NAME])

    def _should_delete_form(self, form: Any) -> bool:
        return bool(form.is_removed)

    @property
    def kept(self) -> list[RowForm]:
        return [form for form in self.forms if form.is_kept]

    @property
    def is_open(self) -> bool:
        errors = getattr(self, "_non_form_errors", None)
        return bool(errors) or any(form.is_open for form in self.forms)

    def clean(self) -> None:
        """Compare the rows by each constraint of the model that makes them unique."""
        if self.needed and not self.kept:
            raise ValidationError(_("Give it a name in one language."))
        for constraint in self.model._meta.total_unique_constraints:
            names = [name for name in constraint.fields if name != self.fk.name]
            if set(names) <= set(self.form.base_fields):
                refuse_twice(self.kept, names, TWICE)

    def mistakes(self) -> Iterator[Mistake]:
        if getattr(self, "_non_form_errors", None):
            yield Mistake(str(self.prefix), self.title)
        for form in self.forms:
            yield from form.mistakes()

    def add(self, prefix: str) -> None:
        if prefix != self.prefix:
            for form in self.forms:
                form.add(prefix)
            return
        form = self._unbound(None, len(self.forms))
        if self.is_bound:  # a page that is opened begins at its head
            name = next(name for name in form.fields if name != ORDERING_FIELD_NAME)
            form.fields[name].widget.attrs["autofocus"] = True
        self.forms.append(form)
        if self.has_words:
            words = form.formset("texts")
            words.add(str(words.prefix))

    def save(self, commit: bool = True, *, replacing: bool = False) -> Any:
        for form in self.forms:
            unsent = replacing and not form.is_bound
            if not form.is_new and (form.is_removed or unsent):
                self.delete_existing(form.instance)
        self.make_room()
        rows = [form for form in self.kept if form.is_bound or not replacing]
        for position, form in enumerate(self._in_order(rows), self.first_position()):
            setattr(form.instance, self.fk.name, self.instance)
            if self.can_order:
                form.instance.position = position
            form.save(replacing=replacing)

    def make_room(self) -> None:
        """Empty the values that rows may exchange, their positions included."""
        emptied = dict(self.cleared)
        if self.can_order:
            emptied["position"] = F("position") + ASIDE
        if emptied:
            owned = {self.fk.name: self.instance}
            self.model._default_manager.filter(**owned).update(**emptied)

    def first_position(self) -> int:
        return self.first

    def _in_order(self, forms: list[RowForm]) -> list[RowForm]:
        """Sort by the typed places; rows without one come last, as on the page."""
        if not self.can_order:
            return forms

        def place(form: RowForm) -> float:
            # an unsent row has no typed place: it was added after all others
            typed = form.cleaned_data[ORDERING_FIELD_NAME] if form.is_bound else None
            return typed or float("inf")

        return sorted(forms, key=place)


class RecordForm(RowForm):
    """The form of a record. Its `key` never changes once readers know the record."""

    key: ClassVar[str] = "slug"

    def __init__(self, data: Any = None, *, instance: Any = None) -> None:
        if instance is not None and instance.pk:
            prefetch_related_objects([instance], *_related(type(self)))
        self.is_checked = False
        super().__init__(data, instance=instance, prefix="record")
        self.row_name = ""
        if not self.is_new:
            self.fields.pop(self.key, None)

    def prefix_below(self, formset: type[RowFormSet]) -> str:
        return formset.get_default_prefix()

    def validate_unique(self) -> None:
        # the record itself, unlike its rows, is alone on the page
        ModelForm.validate_unique(self)

    def is_valid(self) -> bool:
        self.is_checked = True
        if super().is_valid():
            self.check_rows()
        return not self.is_wrong and not any(self.mistakes())

    def check_rows(self) -> None:
        """Check rows of different formsets against each other."""

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Add each problem to its field, or to the whole record.

        The field of a row below is written `FORMSET/KEY/FIELD`.
        """
        for problem in dict.fromkeys(problems):
            name, _slash, rest = problem.field.partition("/")
            key, _slash, inner = rest.partition("/")
            form: RowForm = self
            for row in self.rows() if key else ():
                formset = str(row.prefix).split("-")[-2]
                if formset == name and row.is_kept and row["key"].value() == key:
                    form, name = row, inner
                    break
            tops = [str(rows.prefix) for rows in self.formsets]
            if form is self and name in tops:
                self.formset(name).non_form_errors().append(problem.message)
            else:
                form.add_error(name if name in form.fields else None, problem.message)

    def show_theirs(self) -> None:
        """Note at each field the value that somebody else saved, where it differs."""
        for form in self._sent():
            for name in form.changed_data:
                if name != DELETION_FIELD_NAME:
                    setattr(form[name], "theirs", _in_words(form, name))  # noqa: B010

    def differing(self) -> list[Any]:
        """Return the fields in which somebody else saved another value."""
        return [
            field
            for form in self._sent()
            for field in form
            if getattr(field, "theirs", None) is not None
        ]

    def _sent(self) -> list[RowForm]:
        return [self, *(form for form in self.rows() if form.is_bound and form.is_kept)]


def _related(form: type[RowForm], before: str = "") -> Iterator[str]:
    """Yield the lookups to prefetch, so that a page costs a query a kind of rows."""
    for name, field in form.base_fields.items():
        if before and isinstance(field, KeyField | SourcesField):
            yield before + name
    for name in form.related:
        yield before + name
    for formset in form.below:
        name = before + formset.get_default_prefix()
        yield name
        yield from _related(formset.form, f"{name}__")


def _in_words(form: RowForm, name: str) -> str:
    """Return a field's value before this form, as its widget would show it."""
    field: Any = form.fields[name]
    value = field.prepare_value(form.get_initial_for_field(field, name))
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(field.widget, forms.Select):
        return str(dict(field.choices).get(value, value or ""))
    return str(field.widget.format_value(value) or "")


def refuse_twice(
    forms: Sequence[RowForm], names: Iterable[str], message: str | Promise
) -> None:
    """Add an error to every form but the first that has the same values."""
    seen: set[tuple[str, ...]] = set()
    for form in forms:
        if not form.is_bound or form.errors:
            continue
        values = [form.cleaned_data.get(name) for name in names]
        if None in values:  # which is like no other value, as in the database
            continue
        # rows may be called alike, so that their ids are compared
        compared = tuple(str(getattr(value, "pk", None) or value) for value in values)
        if compared in seen:
            form.add_error(next(iter(names)), str(message))
        seen.add(compared)


def rows_of(
    model: type[Model],
    owner: str,
    form: type[RowForm] = RowForm,
    *,
    formset: type[RowFormSet] = RowFormSet,
    exclude: Iterable[str] = (),
    title: str | Promise = "",
    new: str | Promise = "",
    needed: bool = False,
) -> type[RowFormSet]:
    """Return the formset of a model's rows that belong to an owner."""
    fields = {field.name for field in model._meta.get_fields()}
    parent: Any = model._meta.get_field(owner).related_model
    made: Any = forms.inlineformset_factory(
        parent,
        model,
        form=form,
        formset=formset,
        fk_name=owner,
        exclude=[owner, "position", *exclude],
        extra=0,
        max_num=MOST_ROWS,
        absolute_max=MOST_ROWS,
        can_order="position" in fields,
        formfield_callback=field_of,
    )
    made.title = title or capfirst(model._meta.verbose_name_plural)
    made.new = new or model._meta.verbose_name
    made.needed = needed
    rows: type[RowFormSet] = made
    return rows


def texts_of(
    model: type[Model],
    owner: str,
    form: type[RowForm] = RowForm,
    *,
    needed: bool = False,
) -> type[RowFormSet]:
    """Return the formset of a row's words, one form a language."""
    title, new = gettext_lazy("Words"), gettext_lazy("Words in a further language")
    return rows_of(model, owner, form, title=title, new=new, needed=needed)
