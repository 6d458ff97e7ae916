"""The tags and filters every template has without loading them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template
from django.utils import formats, timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from draaischijf.core import prose as plain
from draaischijf.core.icons import ICONS
from draaischijf.core.states import Look, look_of

if TYPE_CHECKING:
    from django.db.models import Field, Model
    from django.http import QueryDict
    from django.template.context import Context

    from draaischijf.core.pieces import Facet, Option

register = template.Library()

# Where a list stands; a change of filter or order starts it again at the front.
PLACE_PARAMETERS = ("page", "after", "before")
NOTHING: Mapping[str, str] = {}


# -- Text ---------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def abbreviated(
    context: Context, text: object, *, prose: bool = False, hits: bool = False
) -> SafeString:
    """Escape `text`, explaining the abbreviations of the context where they stand.

    The context's `abbreviations` maps an abbreviation to its meaning; without it the
    text is only escaped. With `prose` the text is set in paragraphs and lists; with
    `hits` search hits are marked.
    """
    if text is None:
        return mark_safe("")
    meanings: Mapping[str, str] = context.get("abbreviations") or NOTHING

    def explained(piece: str) -> str:
        return plain.abbreviated(piece, meanings)

    def inline(piece: str) -> str:
        return plain.hits_marked(piece, explained) if hits else explained(piece)

    if prose:
        return plain.prose_html(str(text), inline)
    return mark_safe(inline(str(text)))


@register.filter(is_safe=True)
def prose(text: object) -> SafeString:
    """Set plain text as paragraphs and lists; markup in it is shown, not obeyed."""
    return plain.prose_html("" if text is None else str(text))


@register.filter(is_safe=True)
def mark_hits(text: object) -> SafeString:
    """Show the search hits in `text` (between U+E000 and U+E001) as `<mark>`."""
    return plain.hits_marked("" if text is None else str(text))


# -- Dates and numbers --------------------------------------------------------------


@register.filter
def day(value: dt.date | None, style: str = "") -> str:
    """Write a date as "3 mei 2017", or with "short" as "3 mrt. 2017"; None is empty."""
    if not value:
        return ""
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    wanted = "SHORT_DATE_FORMAT" if style == "short" else "DATE_FORMAT"
    return _written(value.year, value.month, value.day, wanted, get_language())


@lru_cache(maxsize=8192)
def _written(year: int, month: int, day: int, wanted: str, language: str | None) -> str:
    """Write a day once: a year report names the same ones thousands of times."""
    del language  # only tells one cached answer from another
    return formats.date_format(dt.date(year, month, day), wanted)


@register.filter
def day_element(value: dt.date | None, style: str = "") -> SafeString:
    """Write a date as a `<time>` element, for people and machines."""
    if not value:
        return mark_safe("")
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return _element(value.year, value.month, value.day, style, get_language())


@lru_cache(maxsize=8192)
def _element(
    year: int, month: int, day_of_month: int, style: str, language: str | None
) -> SafeString:
    del language  # only tells one cached answer from another
    value = dt.date(year, month, day_of_month)
    words = day(value, style)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.filter
def number(value: object) -> object:
    """Write a number as people here read it: "38.000". None is empty, text stays.

    The result is text: count with the number itself in `blocktranslate count`, and
    show this one beside it (`with shown=total|number`).
    """
    if value is None:
        return ""
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return formats.number_format(value, use_l10n=True, force_grouping=True)
    return value


# -- Links --------------------------------------------------------------------------


def _current_query(context: Context) -> QueryDict:
    from django.http import QueryDict as Query

    request = context.get("request")
    return request.GET.copy() if request else Query(mutable=True)


def _changed(query: QueryDict, changes: Mapping[str, object]) -> str:
    for name, value in changes.items():
        if value is None or value == "":
            query.pop(name, None)
        elif isinstance(value, (list, tuple)):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Return the query of this page with `changes`: None removes, a list repeats.

    Always starts with "?", so that a link with nothing left goes to the bare page.
    """
    return _changed(_current_query(context), changes)


@register.simple_tag(takes_context=True)
def query_toggle(
    context: Context, name: str, value: object, *, single: bool = False
) -> str:
    """Return the query with one value of a filter switched, from the first page on.

    With `single` the value replaces the others instead of joining them.
    """
    current = _current_query(context)
    left = _switched(current.getlist(name), str(value), single=single)
    changes: dict[str, object] = dict.fromkeys(PLACE_PARAMETERS)
    return _changed(current, {**changes, name: left or None})


def _switched(chosen: list[str], value: str, *, single: bool) -> list[str]:
    """Return the values of a filter with one on where it was off, and back."""
    if value in chosen:
        return [one for one in chosen if one != value]
    return [value] if single else [*chosen, value]


# -- Pictures -----------------------------------------------------------------------


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; silent for a screen reader unless it has a `label` of its own.

    Raises KeyError for an icon that does not exist.
    """
    drawing = mark_safe(ICONS[name])
    frame = 'class="icon" viewBox="0 0 24 24" width="20" height="20"'
    if not label:
        return mark_safe(
            f'<svg {frame} aria-hidden="true" focusable="false">{drawing}</svg>'
        )
    return mark_safe(
        f'<svg {frame} role="img" aria-label="{escape(label)}">{drawing}</svg>'
    )


@register.simple_tag
def state_look(state: object) -> Look:
    """Return the icon and the tone of a state, by its machine name."""
    return look_of(str(state))


@register.simple_tag
def state_mark(
    state: object, label: object, tone: str = "", icon_name: str = ""
) -> SafeString:
    """Write a state as `ui/state.html` shows it.

    `tone` and `icon_name` take the place of what the state's machine name says.
    """
    look = look_of(str(state))
    drawing = icon(icon_name or look.icon) if icon_name or look.icon else ""
    return format_html(
        '<span class="state {}">{}{}</span>', tone or look.tone, drawing, label
    )


DEADLINE_ICONS = {"late": "warning", "soon": "clock"}


@register.simple_tag
def deadline_mark(label: object, urgency: str = "") -> SafeString:
    """Write how a date stands against today as `ui/deadline.html` shows it."""
    name = DEADLINE_ICONS.get(urgency)
    return format_html(
        '<span class="deadline {}">{}{}</span>',
        urgency,
        icon(name) if name else "",
        label,
    )


@register.simple_tag
def state_of(thing: Model, name: str = "state") -> SafeString:
    """Write the state in a field of a row; a list of fifty asks it fifty times."""
    value: str = getattr(thing, name)
    return _state_written(type(thing), name, value, get_language())


@lru_cache(maxsize=512)
def _state_written(
    model: type[Model], name: str, value: str, language: str | None
) -> SafeString:
    del language  # only tells one cached answer from another
    field: Field[Any, Any] = model._meta.get_field(name)  # type: ignore[assignment]  # noqa: SLF001 Django's documented API
    label = dict(field.flatchoices).get(value, value)
    return state_mark(value, str(label))


# -- Filters ------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def facet_options(context: Context, facet: Facet, first: int, last: int) -> SafeString:
    """Write the values of a filter from `first` up to `last` as links with counts.

    A list may have a hundred of them beside it, so they are written here and not by a
    template each. Every link switches its value and starts the list at the front; its
    id lets HTMX put the focus back on it after a swap.
    """
    meanings: Mapping[str, str] = context.get("abbreviations") or NOTHING
    address = _current_query(context)
    for name in PLACE_PARAMETERS:
        address.pop(name, None)
    chosen = address.pop(facet.name, [])
    kept = address.urlencode()
    return mark_safe(
        "".join(
            _facet_option(
                facet, option, _address(facet, option, chosen, kept), meanings
            )
            for option in facet.options[first:last]
        )
    )


def _address(facet: Facet, option: Option, chosen: list[str], kept: str) -> str:
    """Return the query with one value of a filter on where it was off, and back."""
    left = _switched(chosen, str(option.value), single=facet.single)
    added = urlencode([(facet.name, one) for one in left])
    return "?" + "&".join(part for part in (kept, added) if part)


_FACET_OPTION = (
    '<li><a class="facet-option" id="filter-{}-{}" href="{}" rel="nofollow"{}>'
    '<span class="facet-box" aria-hidden="true">{}</span>'
    '<span class="facet-label">{}</span>{}</a></li>\n'
)


def _facet_option(
    facet: Facet, option: Option, address: str, meanings: Mapping[str, str]
) -> str:
    count = ""
    if option.count is not None:
        count = f' <span class="facet-count">{escape(number(option.count))}</span>'
    return _FACET_OPTION.format(
        escape(facet.name),
        escape(option.value),
        escape(address),
        ' aria-current="true"' if option.selected else "",
        icon("check") if option.selected else "",
        plain.abbreviated(str(option.label), meanings),
        count,
    )
