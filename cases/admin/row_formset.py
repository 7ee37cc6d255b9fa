"""The formset of the rows of one kind that belong to one row."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.functional import Promise, cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.desk import whole_number
from articles.admin.fields import FigureInput
from articles.admin.generics import InlineFormSet
from cases.admin.fields import field_of
from cases.admin.row_form import Mistake, RowForm, refuse_twice

MOST_ROWS = 300  # of one kind below one row
ASIDE = 10_000  # added to positions while they are given anew: each is there once
TWICE = gettext_lazy("This value is already used.")


class RowFormSet(InlineFormSet[Any]):
    """The rows of one kind that belong to one row.

    A sent row is known by its id and not by its place: somebody else may have added
    or removed rows since the page was opened.
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
        rows = getattr(self.instance, self.get_default_prefix()).all()
        # a database may give rows in another order once one was saved
        return rows if rows.ordered else sorted(rows, key=lambda row: row.pk)

    def initial_form_count(self) -> int:
        return 0 if self.is_bound else super().initial_form_count()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        sent, row = 0, None
        if self.is_bound:
            sent = self._sent_id(i)
            row = next((row for row in self.get_queryset() if row.pk == sent), None)
            row = row or self._added_meanwhile(i)
            kwargs |= {"instance": row, "empty_permitted": row is None}
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.was_removed = bool(sent) and row is None
        return form

    def _sent_id(self, i: int) -> int:
        return whole_number(self.data.get(f"{self.add_prefix(i)}-id", ""))

    def _added_meanwhile(self, i: int) -> Any:
        """Return the row that another tab has added with the same unique values."""
        sent = {self._sent_id(place) for place in range(self.total_form_count())}
        for constraint in self.model._meta.total_unique_constraints:
            names = [name for name in constraint.fields if name != self.fk.name]
            if not names or not set(names) <= set(self.form.base_fields):
                continue
            prefix = self.add_prefix(i)
            typed = [self.data.get(f"{prefix}-{name}", "") for name in names]
            for row in self.get_queryset():
                if row.pk not in sent and typed == self._as_typed(row, names):
                    return row
        return None

    def _as_typed(self, row: Any, names: Iterable[str]) -> list[str]:
        """Return the values of a row as an editor types them."""
        values = []
        for name in names:
            value = getattr(row, name)
            # a related row is typed by its key
            value = getattr(value, "key", value)
            values.append(str(self.form.base_fields[name].prepare_value(value)))
        return values

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
            instance=row,
            prefix=self.add_prefix(place),
            empty_permitted=row is None,
            **self.form_kwargs,
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
                widget=FigureInput,
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

    def save(self, commit: bool = True) -> Any:
        for form in self.forms:
            if form.is_removed and not form.is_new:
                self.delete_existing(form.instance)
        self.make_room()
        for position, form in enumerate(self._in_order(), self.first_position()):
            setattr(form.instance, self.fk.name, self.instance)
            if self.can_order:
                form.instance.position = position
            form.save()

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

    def _in_order(self) -> list[RowForm]:
        """Sort by the typed places; rows without one come last, as on the page."""
        if not self.can_order:
            return self.kept

        def place(form: RowForm) -> float:
            # an unsent row has no typed place: it was added after all others
            typed = form.cleaned_data[ORDERING_FIELD_NAME] if form.is_bound else None
            return typed or float("inf")

        return sorted(self.kept, key=place)


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
