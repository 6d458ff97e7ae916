"""How the widgets of forms are written: Django's own way, but a list in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpRequest

SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Django's renderer, that writes a select without two templates for each option.

    A page with all persons of a partnership to choose from spent most of its time in
    those; the markup is the same (tested against Django's).
    """

    def render(
        self,
        template_name: str,
        context: dict[str, Any],
        request: HttpRequest | None = None,
    ) -> str:
        """Return the markup of a widget."""
        if template_name == SELECT:
            return "".join(_select(context["widget"]))
        return super().render(template_name, context, request)


def _select(widget: Mapping[str, Any]) -> Iterator[str]:
    name = conditional_escape(widget["name"])
    yield f'<select name="{name}"{_attributes(widget["attrs"])}>'
    for label, options, _number in widget["optgroups"]:
        if label:
            yield f'\n  <optgroup label="{conditional_escape(label)}">'
        for option in options:
            value = conditional_escape(str(option["value"]))
            attributes = _attributes(option["attrs"])
            text = conditional_escape(option["label"])
            yield f'\n  <option value="{value}"{attributes}>{text}</option>'
        if label:
            yield "\n  </optgroup>"
    yield "\n</select>"


def _attributes(attributes: Mapping[str, Any]) -> str:
    written = []
    for name, value in attributes.items():
        if value is True:
            written.append(f" {conditional_escape(name)}")
        elif value is not False:
            text = conditional_escape(str(value))
            written.append(f' {conditional_escape(name)}="{text}"')
    return "".join(written)
