"""Categories, series and contributors at the desk: names, merging, deleting."""

from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import EditorAdmin, TextInline, signed_in
from articles.admin.fields import refuse_taken_slug
from articles.admin.generics import ModelChoiceField, ModelForm
from articles.admin.held import is_held
from articles.admin.names import name_of_taxon
from articles.admin.revised import RevisedAdmin
from articles.models import (
    Category,
    CategoryText,
    Contributor,
    ContributorText,
    Series,
    SeriesText,
)
from articles.publishing import taxonomy
from articles.publishing.taxonomy import Taxon


class TaxonForm(ModelForm[Any]):
    def clean_slug(self) -> str:
        space = taxonomy.space_of(self.instance)
        return refuse_taken_slug(space, self.cleaned_data["slug"], self.instance)


class TaxonField(ModelChoiceField[Any]):
    def label_from_instance(self, obj: Taxon) -> str:
        return name_of_taxon(obj)


class MergeForm(forms.Form):
    into = TaxonField(
        queryset=None,
        label=gettext_lazy("Merge into"),
        help_text=gettext_lazy("It takes over the texts, the address and the feed."),
    )

    def __init__(self, *args: Any, others: QuerySet[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast(TaxonField, self.fields["into"])
        field.queryset = others


if TYPE_CHECKING:

    class _Base(RevisedAdmin, EditorAdmin[Taxon]): ...

else:

    class _Base(RevisedAdmin, EditorAdmin): ...


class TaxonAdmin(_Base):
    form = TaxonForm
    search_fields = ("slug", "texts__name")
    ordering: ClassVar[tuple[str, ...]] = ("slug",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("texts")

    def name_of(self, row: Any) -> str:
        return name_of_taxon(row)

    @admin.display(description=gettext_lazy("name"))
    def name(self, taxon: Taxon) -> str:
        return name_of_taxon(taxon)

    @admin.display(description=gettext_lazy("languages"))
    def languages(self, taxon: Taxon) -> str:
        return ", ".join(sorted(text.language for text in taxon.texts.all()))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a row that nothing uses; others are hidden or merged."""
        if obj is None or not permissions.can_publish(request.user):
            return False
        return not taxonomy.is_used(obj)

    def delete_model(self, request: HttpRequest, obj: Taxon) -> None:
        taxonomy.delete(obj, by=signed_in(request))

    def get_urls(self) -> list[URLPattern]:
        name = f"articles_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(self.merge)
        return [path("<int:pk>/merge/", view, name=name), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        name = f"admin:articles_{self.opts.model_name}_merge"
        context = {**(extra_context or {})}
        if permissions.can_publish(request.user) and object_id.isdecimal():
            url = reverse(name, args=[object_id])
            context["tools"] = [{"url": url, "label": _("Merge into another")}]
        return super().change_view(request, object_id, form_url, context)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the row that takes over, say what follows, then merge."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can change this.")
        )
        back = reverse(f"admin:articles_{self.opts.model_name}_change", args=[pk])
        form = MergeForm(request.POST or None, others=self._others(request, row))
        if not is_held(request) and form.is_valid():
            into = form.cleaned_data["into"]
            words = {"name": name_of_taxon(row), "other": name_of_taxon(into)}
            taxonomy.merge(row, into, by=signed_in(request))
            messages.success(request, _("“%(name)s” is now “%(other)s”.") % words)
            route = f"admin:articles_{self.opts.model_name}_change"
            return redirect(route, into.pk)
        return self.page(
            request,
            "taxon/merge.html",
            title=_("Merge “%(name)s” into another") % {"name": name_of_taxon(row)},
            crumbs=[*self.crumbs(), (name_of_taxon(row), back)],
            form=form,
            back=back,
            address=row.get_absolute_url(),
        )

    def _others(self, request: HttpRequest, row: Taxon) -> QuerySet[Any]:
        return self.get_queryset(request).exclude(pk=row.pk)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        # the names are rows of their own, saved after the row: only now is all there
        super().save_related(request, form, formsets, change)
        taxonomy.refresh_derived(form.instance, by=signed_in(request))


class CategoryTextInline(TextInline[CategoryText]):
    model = CategoryText


class SeriesTextInline(TextInline[SeriesText]):
    model = SeriesText


class ContributorTextInline(TextInline[ContributorText]):
    model = ContributorText


@admin.register(Category)
class CategoryAdmin(TaxonAdmin):
    list_display = ("name", "slug", "position", "languages")
    ordering = ("position", "slug")
    inlines = (CategoryTextInline,)


@admin.register(Series)
class SeriesAdmin(TaxonAdmin):
    list_display = ("name", "slug", "total", "languages")
    inlines = (SeriesTextInline,)


@admin.register(Contributor)
class ContributorAdmin(TaxonAdmin):
    list_display = ("name", "slug", "kind", "native_name", "languages")
    list_filter = ("kind", "hidden")
    inlines = (ContributorTextInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).filter(merged_into=None)
