"""Categories, series and contributors at the desk, with their names."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from articles.admin.desk import EditorAdmin, TextInline, signed_in
from articles.admin.fields import refuse_taken_slug
from articles.admin.generics import ModelForm
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
    list_filter = ("kind",)
    inlines = (ContributorTextInline,)
