"""Rows under rows: everything that belongs to a record, on one page.

Each set of rows has a prefix. A browser sends `PREFIX-count`, and of the row in place
I its fields as `PREFIX-I-FIELD`, its id as `PREFIX-I-id`, and `PREFIX-I-remove`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from articles.admin.desk import whole_number
from cases.admin.fields import KeyField, SourcesField
from cases.admin.forms import RowForm, refuse_twice
from cases.admin.names import name_of

MOST_ROWS = 300
_ASIDE = 10_000  # where rows stand while their places are given anew


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of rows that belong to a row of another kind.

    `name` is what the owner calls them, `owner` what they call the owner. Rows that are
    `ordered` have a place, counted from `first`; each of `once` names fields whose
    values together are there once. `cleared` is what is emptied before saving, so that
    two rows can exchange what only one of them may have. `throughout` names the record
    in rows whose places are counted through all of it. A new row of those that are
    `named` opens with a place for its words.
    """

    name: str
    form: type[RowForm]
    owner: str
    title: str | Promise
    new: str | Promise
    parts: tuple["Part", ...] = ()
    ordered: bool = False
    first: int = 0
    once: tuple[tuple[str, ...], ...] = ()
    throughout: str = ""
    named: bool = False
    cleared: dict[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> Any:
        return self.form._meta.model

    def paths(self, before: str = "") -> Iterator[str]:
        """Yield what to prefetch, so that the page costs a query a kind of rows."""
        yield before + self.name
        for name, one in self.form.base_fields.items():
            if isinstance(one, KeyField | SourcesField) or name == "base":
                yield f"{before}{self.name}__{name}"
        for part in self.parts:
            yield from part.paths(f"{before}{self.name}__")


@dataclass(frozen=True, slots=True)
class Saving:
    """A record whose rows are being written; it counts places throughout."""

    root: Model
    placed: dict[str, int] = field(default_factory=dict)

    def make_room(self, part: Part, owner: Model) -> None:
        """Empty what rows may have to exchange, their places among it."""
        emptied = dict(part.cleared)
        if part.ordered:
            emptied["position"] = F("position") + _ASIDE
        if part.throughout and part.name in self.placed:
            return
        held = {part.throughout: self.root} if part.throughout else {part.owner: owner}
        if emptied:
            part.model._default_manager.filter(**held).update(**emptied)
        if part.throughout:
            self.placed[part.name] = part.first

    def place(self, part: Part, among: int) -> int:
        """Return the position of what stands at this place among its owner's rows."""
        if not part.throughout:
            return part.first + among
        self.placed[part.name] += 1
        return self.placed[part.name] - 1


@dataclass(frozen=True, slots=True)
class Place:
    """What has to be mended: its id on the page, what it is called, and its row."""

    id: str
    label: str | Promise
    row: str = ""


class Row:
    """One row: its form, and the rows that belong to it."""

    def __init__(self, part: Part, instance: Any, data: Any, prefix: str) -> None:
        self.part, self.prefix = part, prefix
        self.id = instance.pk or ""
        self.is_new = instance.pk is None
        self.bound = data is not None
        self.remove = self.bound and bool(data.get(f"{prefix}-remove"))
        place = instance.position + 1 - part.first if part.ordered and self.id else None
        self.form = part.form(
            data,
            instance=instance,
            prefix=prefix,
            empty_permitted=self.is_new,
            ordered=part.ordered,
            initial={"place": place} if part.ordered else None,
        )
        self.name = name_of(instance) if self.id else str(part.new)
        self.parts = [
            Rows(one, instance, data, f"{prefix}-{one.name}") for one in part.parts
        ]
        self.just_added = False

    @property
    def is_blank(self) -> bool:
        """Tell whether nothing was typed in a row that was not there before."""
        if not self.is_new or not self.bound:
            return self.is_new
        blank = all(row.is_blank for rows in self.parts for row in rows.rows)
        return blank and not self.form.has_changed()

    @property
    def is_kept(self) -> bool:
        return not self.remove and not self.is_blank

    def is_valid(self) -> bool:
        if not self.bound or not self.is_kept:
            return True
        self.form.empty_permitted = False
        checked = [self.form.is_valid(), *(rows.is_valid() for rows in self.parts)]
        if self.form.is_valid():
            self.form.check_with(
                {rows.part.name: len(rows.kept) for rows in self.parts}
            )
        return all(checked) and not self.form.errors

    @property
    def is_open(self) -> bool:
        """Tell whether its details are shown at once: new, wrong, changed, refused."""
        if not self.bound:
            return self.is_new
        theirs = any(getattr(one, "theirs", None) is not None for one in self.form)
        own = self.just_added or self.is_new or self.remove or theirs
        wrong = self.form.is_wrong
        return own or wrong or any(rows.is_open for rows in self.parts)

    def wrong(self) -> Iterator[Place]:
        """Yield what was found wrong in it, in the order of the page."""
        if self.form.is_wrong:
            if self.form.non_field_errors():
                yield Place(self.prefix, self.name)
            for field in self.form:
                if field.errors:
                    yield Place(field.auto_id, field.label, self.name)
        for rows in self.parts:
            yield from rows.wrong()

    def delete(self) -> None:
        """Delete the row and all under it, which may name one another."""
        for rows in self.parts:
            if rows.part.cleared:
                held = {rows.part.owner: self.form.instance}
                rows.part.model._default_manager.filter(**held).update(
                    **rows.part.cleared
                )
            for row in rows.rows:
                if not row.is_new:
                    row.delete()
        self.form.instance.delete()

    def save(self, owner: Model, saving: Saving, among: int) -> None:
        instance = self.form.instance
        setattr(instance, self.part.owner, owner)
        if self.part.throughout:
            setattr(instance, self.part.throughout, saving.root)
        if self.part.ordered:
            instance.position = saving.place(self.part, among)
        if self.bound:
            self.form.save()
        else:
            instance.save()
        for rows in self.parts:
            rows.save(instance, saving)


class Rows:
    """All rows of one kind that belong to one row."""

    def __init__(self, part: Part, owner: Any, data: Any, prefix: str) -> None:
        self.part, self.prefix, self.sent = part, prefix, data is not None
        self.errors: list[str] = []
        known = list(getattr(owner, part.name).all()) if owner.pk else []
        by_id = {str(row.pk): row for row in known}
        self.rows: list[Row] = []
        for place in range(self._count(data)):
            instance = by_id.pop(data.get(f"{prefix}-{place}-id", ""), None)
            self.rows.append(
                Row(part, instance or part.model(), data, f"{prefix}-{place}")
            )
        # of an open page all; of one sent back, what somebody else has added since
        for instance in by_id.values():
            place = len(self.rows)
            self.rows.append(Row(part, instance, None, f"{prefix}-{place}"))

    def _count(self, data: Any) -> int:
        sent = data.get(f"{self.prefix}-count", "") if data is not None else ""
        return min(whole_number(sent), MOST_ROWS)

    @property
    def kept(self) -> list[Row]:
        return [row for row in self.rows if row.is_kept]

    @property
    def is_open(self) -> bool:
        return bool(self.errors) or any(row.is_open for row in self.rows)

    def wrong(self) -> Iterator[Place]:
        if self.errors:
            yield Place(self.prefix, self.part.title)
        for row in self.rows:
            yield from row.wrong()

    def add(self, prefix: str) -> bool:
        """Add an empty row to the set that has this prefix; tell whether it is here."""
        if prefix == self.prefix:
            row = Row(self.part, self.part.model(), None, f"{prefix}-{len(self.rows)}")
            row.just_added = True
            self.rows.append(row)
            if self.sent:
                row.form.focus()
            for rows in row.parts if self.part.named else ():
                if rows.part.name == "texts":
                    rows.add(rows.prefix)
            return True
        return any(rows.add(prefix) for row in self.rows for rows in row.parts)

    def is_valid(self) -> bool:
        valid = [row.is_valid() for row in self.rows]
        if self.part.once and all(valid):
            forms = [row.form for row in self.kept if row.bound]
            for names in self.part.once:
                refuse_twice(forms, names, _("This is there twice."))
            valid = [not row.form.is_wrong for row in self.rows]
        return all(valid)

    def save(self, owner: Model, saving: Saving) -> None:
        """Write the rows as the form has them, in the order of their places."""
        for row in self.rows:
            if row.remove and not row.is_new:
                row.delete()
        saving.make_room(self.part, owner)
        for among, row in enumerate(self.in_order()):
            row.save(owner, saving, among)

    def in_order(self) -> list[Row]:
        """Return what stays: by the places typed, then in the order of the page."""
        kept = self.kept
        if not self.part.ordered:
            return kept

        def place(at: int) -> tuple[float, int]:
            row = kept[at]
            typed = row.form.cleaned_data.get("place") if row.bound else at + 1
            return (typed or float("inf"), at)

        return [kept[at] for at in sorted(range(len(kept)), key=place)]
