"""HTML and pictures: what readers see of a version."""

from django.utils.safestring import mark_safe

from articles.models import Picture, Rendering
from articles.models.picture_files import path_of
from tools.chaos.tampering.forging import (
    change,
    delete,
    newest,
    tampering,
)


@tampering("the HTML of a version")
def forge_html() -> None:
    change(newest().rendering, body_html=mark_safe("<p>Forged.</p>"))


@tampering("the HTML of the takeaways of a version")
def forge_takeaways() -> None:
    change(newest().rendering, takeaways_html=mark_safe("<ul><li>Forged</li></ul>"))


@tampering("the HTML of the sources of a version")
def forge_sources() -> None:
    change(newest().rendering, sources_html=mark_safe("<p>Forged.</p>"))


@tampering("the plain text of a version, which a search shows")
def forge_plain_text() -> None:
    change(newest().rendering, plain_text="Forged.")


@tampering("the files of a lead picture")
def forge_lead_picture() -> None:
    change(newest().rendering, picture=[])


@tampering("the HTML of a version, exchanged for that of another")
def exchange_html() -> None:
    version = newest()
    other = Rendering.objects.exclude(version__edition=version.edition)[0]
    names = [field.name for field in Rendering._meta.fields if not field.primary_key]
    change(version.rendering, **{name: getattr(other, name) for name in names})


@tampering("the HTML of a version, removed")
def remove_html() -> None:
    delete(Rendering.objects.filter(version=newest()))


@tampering("the file of a picture")
def forge_picture() -> None:
    picture = Picture.objects.all()[0]
    path_of(picture.hash, picture.extension).write_bytes(b"Forged.")


@tampering("the file of a picture, removed")
def remove_picture() -> None:
    picture = Picture.objects.all()[0]
    path_of(picture.hash, picture.extension).unlink()
