"""Pictures at the desk: uploaded once, then described in each language."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import EditorAdmin, TextInline, signed_in, whole_number
from articles.admin.generics import ModelForm
from articles.admin.held import is_held
from articles.admin.names import describe_picture
from articles.admin.revised import RevisedAdmin
from articles.models import Picture, PictureText
from articles.models.picture_files import address_of
from articles.publishing import pictures, revisions, taxonomy
from articles.publishing.pictures import PictureRefused
from articles.publishing.problems import PublishingRefused
from cjo.lib.languages import CHOICES
from cjo.lib.turn import in_turn

CREDIT = [
    "kind",
    "creator",
    "creator_url",
    "source",
    "source_url",
    "licence",
    "licence_url",
]
_TWO_LINES = AdminTextareaWidget(attrs={"rows": 2})


class UploadForm(ModelForm[Picture]):
    """A file with its credit and a description in a first language."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp"}
        ),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP. The copy on the site does not contain the place and "
            "the device that a camera records."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the description"), choices=CHOICES
    )
    alt = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "What the picture shows, in a sentence, for people who cannot see it."
        ),
    )

    class Meta:
        model = Picture
        fields = CREDIT

    @property
    def description_fields(self) -> list[forms.BoundField]:
        return [self["file"], self["language"], self["alt"]]

    @property
    def credit_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in CREDIT]


class TakeDownForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For the log, such as: the licence was withdrawn."),
    )


class PictureTextForm(ModelForm[PictureText]):
    class Meta:
        widgets = {"alt": _TWO_LINES, "note": _TWO_LINES}


class PictureTextInline(TextInline[PictureText]):
    model = PictureText
    form = PictureTextForm


@admin.register(Picture)
class PictureAdmin(RevisedAdmin, EditorAdmin[Picture]):
    list_display = ("thumbnail", "number", "described", "kind", "creator", "licence")
    list_display_links = ("thumbnail", "number", "described")
    list_filter = ("kind", "hidden")
    search_fields = ("texts__alt", "creator", "source", "hash")
    ordering = ("-pk",)
    fields = ("large", "in_the_text", *CREDIT, "hidden")
    readonly_fields = ("large", "in_the_text")
    inlines = (PictureTextInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Picture]:
        return super().get_queryset(request).prefetch_related("texts")

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        permissions.require(
            self.has_add_permission(request), _("Only editors can upload pictures.")
        )
        form = UploadForm(request.POST or None, request.FILES or None)
        if form.is_valid():
            try:
                return self._keep(request, form)
            except PictureRefused as refused:
                form.add_error("file", str(refused))
        return self.page(
            request, "picture/add_form.html", title=_("Upload a picture"), form=form
        )

    def _keep(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        values = form.cleaned_data
        picture = pictures.keep_picture(
            values["file"],
            by=signed_in(request),
            **{name: values[name] for name in CREDIT},
        )
        # the same bytes were uploaded before: somebody has described them already
        if picture.texts.filter(language=values["language"]).exists():
            messages.warning(
                request,
                _(
                    "This picture was uploaded before. Its credit and description "
                    "stay as they are."
                ),
            )
        else:
            _describe(picture, values["language"], values["alt"], by=signed_in(request))
            messages.success(
                request,
                _("The picture is saved. Describe it in the other languages too."),
            )
        return redirect("admin:articles_picture_change", picture.pk)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only a picture that no text shows or showed; others are taken down."""
        if obj is None or not permissions.can_publish(request.user):
            return False
        return not taxonomy.is_used(obj)

    def delete_model(self, request: HttpRequest, obj: Picture) -> None:
        taxonomy.delete(obj, by=signed_in(request))

    def get_urls(self) -> list[URLPattern]:
        act = self.admin_site.admin_view(self.take_down)
        name = "articles_picture_take_down"
        return [path("<int:pk>/take-down/", act, name=name), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {**(extra_context or {})}
        rows = Picture.objects.filter(pk=whole_number(object_id))
        for taken_down_at in rows.values_list("taken_down_at", flat=True):
            url = reverse("admin:articles_picture_take_down", args=[object_id])
            label = _("Put back") if taken_down_at else _("Take down")
            context["tools"] = [{"url": url, "label": label}]
        return super().change_view(request, object_id, form_url, context)

    def take_down(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for the reason and take the picture down, or put it back."""
        picture = get_object_or_404(self.get_queryset(request), pk=pk)
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can change this.")
        )
        back = reverse("admin:articles_picture_change", args=[pk])
        is_down = picture.is_taken_down
        form = TakeDownForm(request.POST or None)
        if is_down:
            del form.fields["reason"]
        if not is_held(request) and form.is_valid():
            try:
                if is_down:
                    pictures.put_back(picture, by=signed_in(request))
                else:
                    reason = form.cleaned_data["reason"]
                    pictures.take_down(picture, by=signed_in(request), reason=reason)
            except PublishingRefused as refused:
                messages.error(request, str(refused))
                return redirect(back)
            messages.success(
                request,
                _("The picture is shown again.")
                if is_down
                else _("The picture is taken down."),
            )
            return redirect(back)
        title = _("Put the picture back") if is_down else _("Take the picture down")
        return self.page(
            request,
            "picture/take_down.html",
            title=title,
            crumbs=[*self.crumbs(), (describe_picture(picture), back)],
            form=form,
            back=back,
            picture=picture,
            showing=pictures.texts_with(picture).count(),
        )

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        taxonomy.refresh_derived(form.instance, by=signed_in(request))

    def name_of(self, row: Any) -> str:
        return describe_picture(row)

    @admin.display(description=gettext_lazy("number"), ordering="pk")
    def number(self, picture: Picture) -> int:
        return picture.pk

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, picture: Picture) -> SafeString | str:
        return _image(picture, 0, "thumbnail")

    @admin.display(description=gettext_lazy("picture"))
    def large(self, picture: Picture) -> SafeString | str:
        return _image(picture, 1, "large")

    @admin.display(description=gettext_lazy("description"))
    def described(self, picture: Picture) -> str:
        return describe_picture(picture)

    @admin.display(description=gettext_lazy("code for the text"))
    def in_the_text(self, picture: Picture) -> SafeString | str:
        if not picture.sizes:
            return "–"
        # the widest file: the renderer adds the smaller ones
        code = f"![{describe_picture(picture)}]({address_of(picture.sizes[-1])})"
        return format_html('<code class="copy">{}</code>', code)


@in_turn
def _describe(picture: Picture, language: str, alt: str, *, by: User) -> None:
    revisions.advance(picture, by=by)
    picture.texts.create(language=language, alt=alt)
    # drafts that use the picture now differ from their versions
    taxonomy.refresh_derived(picture, by=by)


def _image(picture: Picture, size: int, name: str) -> SafeString | str:
    if not picture.sizes:
        return "–"
    # a small picture has fewer sizes
    file = picture.sizes[min(size, len(picture.sizes) - 1)]
    return format_html(
        '<img class="{}" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
        name,
        address_of(file),
        file["width"],
        file["height"],
        describe_picture(picture),
    )
