"""What tests of the desk share: filling in a form as a browser would."""

from typing import Any

from django.test import Client
from django.urls import reverse

from articles.models import Edition


def page_of(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])


def values_of(*forms: Any) -> dict[str, Any]:
    """Return what a browser sends of forms; of a box not ticked, nothing."""
    values = {field.html_name: field.value() for form in forms for field in form}
    return {
        key: value
        for key, value in values.items()
        if value is not None and value is not False
    }


def typed(response: Any, name: str = "form", **changes: Any) -> dict[str, Any]:
    """Return what a browser sends of a page's form, after these changes."""
    return {**values_of(response.context[name]), **changes}


def save(client: Client, edition: Edition, act: str = "", **changes: Any) -> Any:
    """Open a draft, type, and press a button; return the answer."""
    page = client.get(page_of(edition))
    address = reverse(f"admin:edition_{act}", args=[edition.pk]) if act else ""
    return client.post(address or page_of(edition), typed(page, **changes))
