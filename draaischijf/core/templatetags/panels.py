"""The slot on a page where higher modules may show something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from draaischijf.core.panels import panels_for

if TYPE_CHECKING:
    from django.template.context import RequestContext

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, page: str, thing: object) -> SafeString:
    """Render what the table in `website/panels.py` names for this page."""
    request = context.request
    made = panels_for(page, thing, request.user)
    rendered = (
        mark_safe(render_to_string(panel.template, panel.context, request))
        for panel in made
    )
    return format_html_join("\n", "{}", ((one,) for one in rendered))
