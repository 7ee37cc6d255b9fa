"""Enter in a field: browsers press the first button of the form, which is harmless."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

# The name of the first button, which nobody sees (templates/admin/_held.html)
HELD = "held"


def is_held(request: HttpRequest) -> bool:
    """Return whether the form was sent by Enter: then nothing is saved or published."""
    if request.method != "POST" or HELD not in request.POST:
        return False
    messages.info(
        request,
        _(
            "Nothing was saved or published: Enter in a field does neither. Press the "
            "button when you are ready."
        ),
    )
    return True
