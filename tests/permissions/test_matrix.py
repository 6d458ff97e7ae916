"""Walk the matrix: every address for every role, on real rows."""

from __future__ import annotations

import datetime
import importlib.util
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from draaischijf.access.tests.factories import (
    make_access_request,
    make_invitation,
    make_mail_domain,
    token_of,
)
from draaischijf.bundles.models import BundleChapter
from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.calls.links import token_of as call_token_of
from draaischijf.calls.models import CallPoint
from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.consultation import minutes_links
from draaischijf.consultation.domain.feeds import make_feed
from draaischijf.consultation.domain.gathering import register
from draaischijf.consultation.domain.inviting import link_for
from draaischijf.consultation.links import feed_token_of, registration_token_of
from draaischijf.consultation.links import token_of as reply_token_of
from draaischijf.consultation.models import DateOption, Gathering, MeetingMove
from draaischijf.consultation.tests.factories import (
    make_body,
    make_decision,
    make_item,
    make_meeting,
    make_minutes,
    make_participant,
    make_presence_link,
    make_reader,
    make_remark,
    make_seat,
    make_task,
)
from draaischijf.documents.models import ImportRun, StoredFile
from draaischijf.forum.links import token_of as table_token_of
from draaischijf.forum.tests.factories import (
    make_forum,
    make_note,
    make_place,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.notifications import kinds, stops
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import OrganisationAlias
from draaischijf.people.tests.factories import (
    make_group_member,
    make_member,
    make_organisation,
    make_partnership,
    make_territory,
    make_working_group,
)
from draaischijf.plans.models import (
    ApprovalStep,
    LegalElement,
    PlanVersion,
    TrajectoryStep,
)
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.signals import links
from draaischijf.signals.enums import ActorRole, PreSignalState, SignalState
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Challenge,
    Letter,
    PreSignalAttachment,
    RoutingRule,
    SignalActor,
    SignalOffer,
    WordingProposal,
)
from draaischijf.signals.tests.factories import (
    make_group,
    make_merged,
    make_pre_signal,
    make_signal,
)

spec = importlib.util.spec_from_file_location(
    "matrix", Path(__file__).with_name("matrix.py")
)
matrix = importlib.util.module_from_spec(spec)
import sys  # noqa: E402 the dataclass in the matrix looks itself up there

sys.modules["matrix"] = matrix
spec.loader.exec_module(matrix)

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """One of everything an address may point at, by the argument names of the rows."""
    return make_world(make_partnership())


def make_world(partnership):
    """Fill a partnership with one of everything, and return it by argument names."""
    make_territory(partnership, "Lokelare", "Wachtbeke")
    house = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    other_group = make_working_group(partnership, "Werkgroep wonen")
    signal = make_signal(partnership, SignalState.ANALYSIS)
    report = make_pre_signal(partnership, state=PreSignalState.IN_REVIEW)
    stored = StoredFile.objects.create(
        partnership_id=partnership.pk,
        name="brief.pdf",
        content_type="application/pdf",
        size=4,
        sha256="0" * 64,
        file=ContentFile(b"%PDF", name="brief.pdf"),
    )
    PreSignalAttachment.objects.create(pre_signal=report, stored_file=stored)
    today = datetime.date(2026, 5, 4)
    actor = SignalActor.objects.create(
        signal=signal, role=ActorRole.PARTNER, organisation=house
    )
    SignalActor.objects.create(signal=signal, role=ActorRole.LEAD, organisation=house)
    proposal = WordingProposal.objects.create(
        signal=signal,
        organisation=house,
        title_before=signal.title,
        title="Anders",
        reason="Neutraler.",
    )
    letter = Letter.objects.create(signal=signal, addressee="Minister", sent=today)
    action = AgreedAction.objects.create(signal=signal, what="Bellen", who="CAW")
    challenge = Challenge.objects.create(
        partnership=partnership, year=2031, title="Wonen"
    )
    other = make_signal(partnership, SignalState.ANALYSIS)
    merged = make_merged(signal)
    alias = OrganisationAlias.objects.create(
        organisation=house, name="CAW", normalised="caw"
    )
    run = ImportRun.objects.create(
        partnership_id=partnership.pk, file_name="a.md", sha256=""
    )
    plan = make_plan(partnership)
    objective = make_objective(plan)
    plan_action = make_action(objective)
    make_party(plan_action, organisation=house, text="CAW Durmeland")
    entry = make_log_entry(plan_action)
    entry.files.add(stored)
    step = ApprovalStep.objects.create(
        plan=plan, position=1, kind="approval", body="Raad van bestuur"
    )
    version = PlanVersion.objects.create(
        plan=plan, number=1, adopted=today, body="Raad", content={}, sha256=""
    )
    version.files.add(stored)
    LegalElement.objects.create(plan=plan, part="vision", file=stored)
    trajectory_step = TrajectoryStep.objects.create(plan=plan, title="Startmoment")
    written = Report.objects.create(
        partnership=partnership, kind="year_plan", title="Jaarplan 2027", plan=plan
    )
    made = MadeDocument.objects.create(
        report=written, partnership=partnership, format="pdf"
    )
    kept = MadeDocument.objects.create(
        report=written, partnership=partnership, format="pdf", state="ready",
        file=stored,
    )  # fmt: skip
    bundle = make_bundle(partnership, signal)
    other_bundle = make_bundle(partnership)
    chapter = BundleChapter.objects.create(bundle=bundle, title="Wonen")
    colleagues = [
        make_member(partnership, RoleKind.LEAD, organisation=house).persons.get()
        for _number in range(2)
    ]
    invited = make_invitation(partnership, organisation=house)
    mail = Mail.objects.create(
        key=f"k-{partnership.slug}", kind="x", to="bo@durmeland.example"
    )
    call = make_call(partnership)
    asked = make_invited(call, "open@x.example")
    # Kept, and not sent: for who has the link.
    CallPoint.objects.create(
        invited=asked, question=call.questions.get(), text="Te duur."
    )
    body = make_body(partnership, is_public=False)
    meeting = make_meeting(partnership, body)
    decision = make_decision(partnership, meeting=meeting)
    forum = make_forum(partnership, stage="weighing")
    theme = make_theme(forum, signal=signal)
    bare_theme = make_theme(forum, "Vervoer")
    table = make_table(theme)
    make_note(table)
    minuted = make_meeting(partnership, body, timezone.localdate())
    minutes = make_minutes(minuted)
    code = make_presence_link(minuted)
    MeetingMove.objects.create(meeting=meeting, became="postponed", reason="Zaal bezet")
    gathering = make_meeting(partnership, kind="training", title="Vorming")
    Gathering.objects.create(meeting=gathering)
    registered = register(gathering, name="Bo", email="bo@x.example")
    gathering.participants.update(presence="present")
    # Of somebody who is none of those who knock.
    reader = make_member(partnership, RoleKind.BOARD_READER)
    feed = make_feed(partnership, actor=reader)
    return {
        "partnership": partnership,
        "forum": forum.pk,
        "closed_forum": make_forum(partnership, stage="closed").pk,
        "forum_meeting": forum.meeting_id,
        "theme": theme.pk,
        "bare_theme": bare_theme.pk,
        "loose_theme": make_theme(forum, "Vrije tijd").pk,
        "place": make_place(forum, theme).pk,
        "table": make_table(bare_theme).pk,
        "table_token": table_token_of(table),
        "question": "sees",
        "track": make_track(theme, table=table).pk,
        "body": body.pk,
        "seat": make_seat(body, organisation=house).pk,
        "meeting": meeting.pk,
        "participant": make_participant(meeting).pk,
        "item": make_item(meeting, files=[stored]).pk,
        "loose_item": make_item(meeting, "Varia").pk,
        "task": make_task(meeting).pk,
        "decision_year": decision.year,
        "minuted": minuted.pk,
        "remark": make_remark(minutes).pk,
        "minutes_token": minutes_links.token_of(make_reader(minutes)),
        "presence_token": minutes_links.presence_url(code).split("/")[-2],
        "decision": decision.number,
        "call": call.number,
        "called": make_invited(call, "weg@x.example").pk,
        "call_token": call_token_of(asked),
        "feed": feed.pk,
        "gathering": gathering.pk,
        "attendee": registered.participant_id,
        "registration_token": registration_token_of(registered),
        "loose_registration": register(gathering, name="Cis", email="cis@x.example").pk,
        "calendar_token": feed_token_of(feed),
        "date_option": DateOption.objects.create(meeting=meeting, day=today).pk,
        "meeting_token": reply_token_of(link_for(make_participant(meeting, "Bo"))),
        "house": house,
        "p": partnership.slug,
        "number": signal.number,
        "report": report.number,
        "group": make_group(report).pk,
        "file": stored.uuid,
        "working_group": other_group.pk,
        "group_member": make_group_member(other_group, house).pk,
        "offer": make_offer(partnership).pk,
        "rule": RoutingRule.objects.create(partnership=partnership, position=1).pk,
        "token": links.token_for(report.follow_nonce),
        "actor": actor.pk,
        "other": other.number,
        "merged": merged.number,
        "letter": letter.pk,
        "proposal": proposal.pk,
        "action": action.pk,
        "alias": alias.pk,
        "organisation": house.pk,
        "run": run.pk,
        "mail": mail.pk,
        "challenge": challenge.pk,
        "challenge_year": challenge.year,
        "challenge_place": AgendaPlace.objects.create(
            signal=signal, route="challenge", challenge=challenge
        ).pk,
        "notice": 1,
        "search": 1,
        "stop": stops.token_of(
            stops.stop_for(mail.to, kinds.group_named("reports"), partnership.pk)
        ),
        "target": SignalState.PARKED,
        "format": "csv",
        "plan": plan.slug,
        "plan_action": plan_action.number,
        "objective": objective.pk,
        "field": "title",
        "running_field": "remark",
        "party": make_party(plan_action).pk,
        "entry": entry.pk,
        "approval_step": step.pk,
        "version": version.number,
        "trajectory_step": trajectory_step.pk,
        "part": "vision",
        "written": written.pk,
        "made": made.pk,
        "kept": kept.pk,
        "section": "foreword",
        "edition": bundle.edition,
        "other_edition": other_bundle.edition,
        "chapter": chapter.pk,
        "pdf": "pdf",
        "invitation_token": token_of(make_invitation(partnership, "x@x.example")),
        "request_token": token_of(
            make_access_request(partnership, house, "x@x.example")
        ),
        "domain": make_mail_domain(house).pk,
        "invitation": invited.pk,
        "invitation_of_nobody": make_invitation(partnership, "y@x.example").pk,
        "access_request": make_access_request(
            partnership, house, "y@x.example", state="waiting"
        ).pk,
        "colleague": colleagues[0].pk,
        "colleague_role": colleagues[0].roles.get().pk,
        "other_colleague": colleagues[1].pk,
        "passkey": 1,
        "session": 1,
        "provider": "niemand",
        "kind": "signaal",
        "row": signal.pk,
        "record": "reporters",
    }


def make_offer(partnership):
    """Something that was offered to a partnership; of itself, so that it is alone."""
    signal = make_signal(partnership, SignalState.ANALYSIS)
    return SignalOffer.objects.create(
        signal=signal, partnership=partnership, title="Geen bus", statement="Na zes."
    )


def client_of(role, world):
    client = Client()
    if role == "anonymous":
        return client
    if role == "outsider":
        elsewhere = make_partnership("scheldekant")
        user = make_member(elsewhere, RoleKind.ADMINISTRATOR, name="Charlie")
    else:
        # The house has the lead of the signal and of the action: the lead is of those.
        of_house = {
            RoleKind.WORKING_GROUP_MEMBER,
            RoleKind.ORGANISATION_EDITOR,
            RoleKind.LEAD,
        }
        organisation = world["house"] if role in of_house else None
        user = make_member(
            world["partnership"], RoleKind(role), organisation=organisation
        )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def met(answer):
    """Tell what a visitor met: let in, nothing there, or the way to sign in."""
    if answer.status_code == 404:
        return "no"
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login")):
        return "login"
    return (
        "yes" if answer.status_code in {200, 204, 302, 400, 422} else answer.status_code
    )


@pytest.mark.parametrize("role", matrix.EVERYBODY)
def test_every_address_lets_in_who_may_and_nobody_else(role, world):
    client = client_of(role, world)

    seen = {}
    for name, row in matrix.URLS.items():
        if name == "account_confirm_login_code":
            continue  # needs a code that was asked for: accounts/tests/test_sign_in.py
        if name == "account_logout" and role != "anonymous":
            continue  # would end the walk
        address = reverse(name, args=[world[a] for a in row.arguments])
        given = [dict(parse_qsl(row.posted))] if row.posted else []
        seen[name] = met(getattr(client, row.method)(address, *given))

    expected = {name: matrix.URLS[name].expected(role) for name in seen}
    assert seen == expected


def test_the_roles_of_the_matrix_are_all_roles_there_are():
    assert set(matrix.ROLES) == set(RoleKind.values)


def test_things_of_one_partnership_are_not_found_under_another(world):
    """An administrator puts the numbers of others behind the own address."""
    elsewhere = make_partnership("scheldekant")
    user = make_member(elsewhere, RoleKind.ADMINISTRATOR)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    answers = {
        name: met(
            getattr(client, row.method)(
                reverse(name, args=["scheldekant", *(world[a] for a in rest)])
            )
        )
        for name, row in matrix.URLS.items()
        if row.arguments[:1] == ("p",) and (rest := row.arguments[1:])
        if rest not in {("format",), ("record",), ("challenge_year",), ("pdf",)}
    }

    assert set(answers.values()) == {"no"}, answers
