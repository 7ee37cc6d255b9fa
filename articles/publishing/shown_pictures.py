"""Pictures whose texts were all withdrawn: their files are withdrawn with them."""

from django.db.models import Exists, OuterRef

from articles.models import ChangeType, Edition, Picture, Version
from articles.models.picture import ADDRESS
from articles.publishing.pictures import texts_with


def withdraw_pictures(edition: Edition) -> None:
    """Withdraw the pictures that no version shows any more which readers can open."""
    withdrawals = Version.objects.filter(
        edition=OuterRef("edition"),
        number__gte=OuterRef("number"),
        change_type=ChangeType.WITHDRAWAL,
    )
    for picture in _shown_by(*edition.versions.all()):
        readable = texts_with(picture).exclude(Exists(withdrawals))
        if not readable.exists():
            Picture.objects.filter(pk=picture.pk).update(is_withdrawn=True)


def bring_back_pictures(version: Version) -> None:
    keys = [picture.pk for picture in _shown_by(version)]
    Picture.objects.filter(pk__in=keys, is_withdrawn=True).update(is_withdrawn=False)


def _shown_by(*versions: Version) -> list[Picture]:
    files = set()
    for version in versions:
        files.update(ADDRESS.findall(version.canonical))
        if picture := version.document["picture"]:
            files.add(picture["hash"])
    return [*Picture.objects.by_file(files).values()] if files else []
