"""What all forms have in common: their texts are cleaned before they are read."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates

from cjo.lib.typed_text import typed_line, typed_lines


class TypedField(BoundField):
    """A field of a form; its data has no characters that nobody can see."""

    @property
    def data(self) -> Any:
        data, widget = super().data, self.field.widget
        # a password is whatever its owner typed
        if not isinstance(data, str) or isinstance(widget, forms.PasswordInput):
            return data
        # browsers end a line with CR LF (HTML, 4.10.21.4)
        in_lines = isinstance(widget, forms.Textarea | forms.HiddenInput)
        return typed_lines(data) if in_lines else typed_line(data)


class FormRenderer(DjangoTemplates):
    """Django's own renderer; named in the settings, it reaches each form."""

    bound_field_class = TypedField
