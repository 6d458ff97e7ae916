"""Which panels of which modules go on which page: one table, read top to bottom.

A page that offers a slot stands here even while nothing fills it. A function takes
the thing of the page and the visitor and returns a core.panels.Panel or None.
"""

from __future__ import annotations

PANELS: dict[str, tuple[str, ...]] = {
    "signals.signals": ("draaischijf.bundles.panels.all_editions",),
    "signals.inbox": ("draaischijf.calls.panels.all_calls",),
    "signals.pre_signal": ("draaischijf.calls.panels.report_call",),
    "signals.signal": (
        "draaischijf.bundles.panels.signal_editions",
        "draaischijf.plans.panels.answering.signal_actions",
        "draaischijf.forum.panels.signal_forums",
        "draaischijf.reporting.panels.signal_documents",
    ),
    "signals.letter": ("draaischijf.reporting.panels.letter_documents",),
    "signals.follow": ("draaischijf.privacy.panels.own_data",),
    "signals.agenda": ("draaischijf.reporting.panels.agenda_documents",),
    "signals.agenda_day": ("draaischijf.reporting.panels.agenda_day_files",),
    "bundles.bundle": ("draaischijf.reporting.panels.bundle_documents",),
    "calls.call": ("draaischijf.reporting.panels.call_documents",),
    "consultation.bodies": ("draaischijf.consultation.panels.my_consultation",),
    "consultation.ways": ("draaischijf.forum.panels.all_forums",),
    "consultation.body": (),
    "consultation.meeting": (
        "draaischijf.consultation.panels.meeting_attendance",
        "draaischijf.forum.panels.meeting_forum",
        "draaischijf.reporting.panels.meeting_certificates",
    ),
    "consultation.registrations": ("draaischijf.reporting.panels.registration_files",),
    "consultation.minutes": ("draaischijf.reporting.panels.minutes_documents",),
    "consultation.registration": ("draaischijf.reporting.panels.own_certificate",),
    "forum.forum": ("draaischijf.reporting.panels.forum_documents",),
    "plans.plan": (
        "draaischijf.plans.panels.carrying.plan_carry_over",
        "draaischijf.plans.panels.approving.plan_approval",
        "draaischijf.reporting.panels.plan_documents",
    ),
    "plans.difference": ("draaischijf.reporting.panels.difference_documents",),
    "people.organisations": ("draaischijf.consultation.panels.where_they_sit",),
    "website.work": (
        "draaischijf.consultation.panels.my_work",
        "draaischijf.plans.panels.working.my_actions",
        "draaischijf.forum.panels.my_tracks",
    ),
}
