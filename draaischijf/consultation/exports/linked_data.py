"""Meetings, agenda items and decisions as linked data, for machines that read a page.

JSON-LD with the property names of OSLO Besluitvorming (domain report 8), the context
in it: nothing is fetched. What we keep are advisory meetings: no Besluit is published
here. It holds what the page shows its reader, and never a person.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from draaischijf.consultation.enums import DecisionResult, MeetingState
from draaischijf.consultation.models import AgendaItem, Body, BodyDecision, Meeting

CONTEXT: dict[str, Any] = {
    "besluit": "http://data.vlaanderen.be/ns/besluit#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What would end the script it stands in.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
Node = dict[str, Any]


def meeting_graph(
    meeting: Meeting,
    items: Sequence[AgendaItem],
    decisions: Sequence[BodyDecision],
    *,
    body: Body | None,
) -> Node:
    """Return a meeting with its agenda, and what was decided under each item.

    The caller gives what the reader may see; `body` is None where that is hidden.
    """
    points = [_point(meeting, item) for item in items]
    known = {item.pk for item in items}
    return _graph(
        [
            _session(meeting, body) | ({"besluit:behandelt": points} if points else {}),
            *(_treatment(one) for one in decisions if one.item_id in known),
        ]
    )


def decision_graph(decision: BodyDecision, *, body: Body | None) -> Node:
    """Return one decision: the treatment of its item, and who decided."""
    treated = _treatment(decision)
    if body:
        treated["prov:wasAssociatedWith"] = _body(body)
    return _graph([treated])


def as_script(graph: Node) -> SafeString:
    """Return a graph as the text of a script in a page; nothing in it can end it."""
    shown = json.dumps(graph, ensure_ascii=False).translate(_ESCAPED)
    return mark_safe(shown)


def goes_on(meeting: Meeting) -> bool:
    """Tell whether there is a meeting to tell of: not what fell through."""
    return meeting.state in {MeetingState.PLANNED, MeetingState.HELD}


def _graph(nodes: Sequence[Node]) -> Node:
    return {"@context": CONTEXT, "@graph": list(nodes)}


def _address(thing: Meeting | Body | BodyDecision) -> str:
    return f"{settings.SITE_URL}{thing.get_absolute_url()}"


def _session(meeting: Meeting, body: Body | None) -> Node:
    node: Node = {
        "@id": _address(meeting),
        "@type": "besluit:Zitting",
        "dct:title": meeting.title,
        **dict(_hours(meeting)),
    }
    if meeting.place:
        node["prov:atLocation"] = meeting.place
    if body:
        node["besluit:isGehoudenDoor"] = _body(body)
    return node


def _body(body: Body) -> Node:
    return {
        "@id": _address(body),
        "@type": "besluit:Bestuursorgaan",
        "skos:prefLabel": body.name,
    }


def _hours(meeting: Meeting) -> Iterator[tuple[str, Node]]:
    """Yield when it is planned, and of what was held when it began and ended."""
    if meeting.day is None:
        return
    start = _moment(meeting.day, meeting.starts)
    yield "besluit:geplandeStart", start
    if meeting.state == MeetingState.HELD:
        yield "prov:startedAtTime", start
        if meeting.ends:
            yield "prov:endedAtTime", _moment(meeting.day, meeting.ends)


def _moment(day: datetime.date, hour: datetime.time | None) -> Node:
    """Return a moment, or the day alone where no hour is known."""
    if hour is None:
        return {"@type": "xsd:date", "@value": day.isoformat()}
    moment = timezone.make_aware(datetime.datetime.combine(day, hour))
    return {"@type": "xsd:dateTime", "@value": moment.isoformat()}


def _point(meeting: Meeting, item: AgendaItem) -> Node:
    node: Node = {
        "@id": f"{_address(meeting)}#punt-{item.pk}",
        "@type": "besluit:Agendapunt",
        "dct:title": item.title,
        "besluit:geplandOpenbaar": meeting.is_public,
    }
    if item.text:
        node["dct:description"] = item.text
    return node


def _treatment(decision: BodyDecision) -> Node:
    node: Node = {
        "@id": _address(decision),
        "@type": "besluit:BehandelingVanAgendapunt",
        "dct:title": str(decision),
        "dct:description": decision.text,
        "dct:date": {"@type": "xsd:date", "@value": decision.day.isoformat()},
        "besluit:openbaar": decision.is_public,
    }
    if decision.item_id and decision.meeting:
        point = f"{_address(decision.meeting)}#punt-{decision.item_id}"
        node["dct:subject"] = {"@id": point}
    vote = _vote(decision)
    if vote:
        node["besluit:heeftStemming"] = vote
    return node


def _vote(decision: BodyDecision) -> Node:
    counted = {
        "besluit:aantalVoorstanders": decision.in_favour,
        "besluit:aantalTegenstanders": decision.against,
        "besluit:aantalOnthouders": decision.abstained,
    }
    known = {name: count for name, count in counted.items() if count is not None}
    if not known:
        return {}
    return {
        "@id": f"{_address(decision)}#stemming",
        "@type": "besluit:Stemming",
        "besluit:onderwerp": decision.text,
        "besluit:gevolg": str(DecisionResult(decision.result).label),
        **known,
    }
