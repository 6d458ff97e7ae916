"""The history of all that was made, told from the rows and chained by the database.

Two steps. First everything that happened is put in one table, in the order of time.
Then it is added to the history a thousand lines at a time, by an ordinary INSERT: the
triggers salt each line, and chain it at the commit, as they do for the site itself.
Nothing is set aside for it, so `draaischijf check history` holds here as anywhere.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model

from draaischijf.people.enums import RoleKind
from draaischijf.plans.models import PlanAction
from draaischijf.signals.enums import PUBLIC_STATES
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.website.scale.world import World

# A commit chains its lines one after another, and slows down with their number.
LINES = 1000

# One query a kind of event: at, actor, partnership, kind and key of the thing, verb,
# data, whether it is public, and how long ago it may be left out (notes go first).
_REPORTS = """
    select p.submitted, p.raiser_id, p.partnership_id, %(report)s, p.id,
           'pre_signal_reported', '{}'::jsonb, true, 0
    from signals_presignal p
    union all
    select p.submitted + (coalesce(p.answered, %(now)s) - p.submitted) / 4,
           c.actor, p.partnership_id, %(report)s, p.id,
           'pre_signal_taken_up', '{}', true, 0
    from signals_presignal p join coordinator c using (partnership_id)
    where p.state not in ('submitted', 'withdrawn')
    union all
    select p.settled,
           case p.state when 'withdrawn' then p.raiser_id else c.actor end,
           p.partnership_id, %(report)s, p.id,
           case p.state when 'withdrawn' then 'pre_signal_withdrawn'
                when 'not_a_signal' then 'pre_signal_referred'
                else 'pre_signal_handled' end,
           case p.state when 'not_a_signal' then jsonb_build_object('to', p.referral)
                else '{}' end,
           true, 0
    from signals_presignal p join coordinator c using (partnership_id)
    where p.state in ('withdrawn', 'not_a_signal', 'handled_internally')
    union all
    select m.at, m.author_id, p.partnership_id, %(report)s, p.id,
           case m.kind when 'question' then 'pre_signal_question'
                else 'pre_signal_answered' end, '{}', true, 0
    from signals_presignalmessage m join signals_presignal p on p.id = m.pre_signal_id
"""
_LINKS = """
    select l.linked, l.actor_id, s.partnership_id, %(report)s, l.pre_signal_id,
           'pre_signal_linked', jsonb_build_object('number', s.number), true, 0
    from signals_presignallink l join signals_policysignal s on s.id = l.signal_id
    union all
    select l.linked, l.actor_id, p.partnership_id, %(signal)s, l.signal_id,
           'report_linked', jsonb_build_object('number', p.number), false, 0
    from signals_presignallink l join signals_presignal p on p.id = l.pre_signal_id
"""
_SIGNALS = """
    select t.at, t.actor_id, s.partnership_id, %(signal)s, s.id,
           case when t.source = '' then 'signal_started'
                when t.target = 'parked' then 'signal_parked'
                when t.target = 'closed' then 'signal_closed'
                when t.target = 'not_retained' then 'signal_not_retained'
                when t.source = 'closed' then 'signal_reopened'
                else 'signal_moved' end,
           case when t.source = '' then '{}'::jsonb
                when t.target = 'parked'
                then jsonb_build_object('before', t.source, 'until', s.parked_until)
                else jsonb_build_object('before', t.source, 'after', t.target) end,
           t.target = any(%(public)s), 0
    from signals_signalstep t join signals_policysignal s on s.id = t.signal_id
    union all
    select d.created, c.actor, s.partnership_id, %(signal)s, s.id, 'decision_taken',
           jsonb_build_object('body', d.body, 'route', d.route), true, 0
    from signals_decision d join signals_policysignal s on s.id = d.signal_id
    join coordinator c using (partnership_id)
    union all
    select a.created, c.actor, s.partnership_id, %(signal)s, s.id, 'action_agreed',
           jsonb_build_object('what', a.what, 'who', a.who), true, 0
    from signals_agreedaction a join signals_policysignal s on s.id = a.signal_id
    join coordinator c using (partnership_id)
    union all
    select l.created, c.actor, s.partnership_id, %(signal)s, s.id, 'letter_sent',
           jsonb_build_object('addressee', l.addressee), true, 0
    from signals_letter l join signals_policysignal s on s.id = l.signal_id
    join coordinator c using (partnership_id)
    union all
    select u.given, u.raiser_id, s.partnership_id, %(signal)s, s.id, 'support_given',
           '{}', true, 0
    from signals_signalsupport u join signals_policysignal s on s.id = u.signal_id
"""
_NOTES = """
    select e.created, e.actor_id, s.partnership_id, %(signal)s, s.id, 'log_added',
           jsonb_build_object('when', e.date_text, 'text', left(e.text, 200)), false, 1
    from signals_logentry e join signals_policysignal s on s.id = e.signal_id
    union all
    select e.created, e.actor_id, p.partnership_id, %(action)s, a.id, 'action_logged',
           jsonb_build_object('when', e.date_text, 'text', left(e.text, 200)), false, 1
    from plans_actionlogentry e join plans_planaction a on a.id = e.action_id
    join plans_actionplan p on p.id = a.plan_id
"""
_COORDINATORS = """
    select r.partnership_id, min(p.user_id) as actor from people_role r
    join people_person p on p.id = r.person_id
    where r.kind = %(coordinator)s and p.user_id is not null
    group by r.partnership_id
"""
# The oldest notes were taken over from documents: they have no line of their own.
_OUTLINE = f"""
    create table seed_scale_event as
    with coordinator as ({_COORDINATORS}),
    happened(
        at, actor_id, partnership_id, content_type_id, object_id, verb, data,
        is_public, spare
    ) as ({_REPORTS} union all {_LINKS} union all {_SIGNALS} union all {_NOTES}),
    kept as (
        select * from happened where at <= %(now)s
        order by spare, at desc limit %(most)s
    )
    select row_number() over (order by at, content_type_id, object_id, verb) as n, *
    from kept
"""  # noqa: S608 texts of this file
_ADD = """
    insert into history_entry (
        at, actor_id, actor_name, on_behalf_of, partnership_id, content_type_id,
        object_id, verb, data, note, is_public, salt, digest
    )
    select e.at, e.actor_id, coalesce(u.name, ''), '', e.partnership_id,
           e.content_type_id, e.object_id, e.verb, e.data, '', e.is_public, '', ''
    from seed_scale_event e left join accounts_user u on u.id = e.actor_id
    where e.n > %s and e.n <= %s order by e.n
"""


def outline_history(world: World, start: int, stop: int) -> None:
    """Put everything that happened in one table, in the order of time."""
    del start, stop
    asked: dict[str, Any] = {
        "report": _kind(PreSignal),
        "signal": _kind(PolicySignal),
        "action": _kind(PlanAction),
        "coordinator": RoleKind.COORDINATOR.value,
        "public": [state.value for state in PUBLIC_STATES],
        "now": world.outline.now,
        "most": world.outline.sizes.history_entries,
    }
    with connection.cursor() as cursor:
        # One large sort, once: with little memory it goes over the disk many times.
        cursor.execute("set local work_mem = '256MB'")
        cursor.execute(_OUTLINE, asked)
        cursor.execute("create unique index on seed_scale_event (n)")
        cursor.execute("analyze seed_scale_event")


def make_history(world: World, start: int, stop: int) -> None:
    """Add the lines from `start` to `stop` to the history, chained at the commit."""
    del world
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [start, stop])


def _kind(model: type[Model]) -> int:
    return ContentType.objects.get_for_model(model).pk
