"""What stands on the page of notices about meetings: the tasks one took on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _t

from draaischijf.consultation.models import MeetingTask
from draaischijf.notifications.notices import News, notify
from draaischijf.notifications.subjects import Subject
from draaischijf.people.permissions import Permission, partnerships_where

if TYPE_CHECKING:
    from draaischijf.accounts.models import User

ABOUT = "meeting_task"
SUBJECTS = {ABOUT: "draaischijf.consultation.notices.tasks_for"}


def tasks_for(user: User, numbers: Collection[int]) -> dict[int, Subject]:
    """Return the tasks this person may read, each on the page of its meeting."""
    rows = MeetingTask.objects.filter(
        pk__in=numbers,
        meeting__partnership__in=partnerships_where(user, Permission.READ),
    ).select_related("meeting__partnership")
    return {
        one.pk: Subject(one.what, f"{one.meeting.get_absolute_url()}#taak-{one.pk}")
        for one in rows
    }


def tell_due(task: MeetingTask, kind: str) -> None:
    """Tell who owns a task that it is nearly due, or late; each once for a day."""
    if task.owner is None or task.owner.user is None or task.due is None:
        return
    news = News(
        key=f"{kind}-{task.pk}-{task.due.isoformat()}",
        kind=kind,
        about=ABOUT,
        about_id=task.pk,
        partnership_id=task.meeting.partnership_id,
    )
    notify([task.owner.user], news)


def _soon(data: Mapping[str, Any]) -> str:
    del data
    return _t("A task you took on is due within a week.")


def _late(data: Mapping[str, Any]) -> str:
    del data
    return _t("A task you took on is past its day.")


SENTENCES = {"task_soon": _soon, "task_late": _late}
