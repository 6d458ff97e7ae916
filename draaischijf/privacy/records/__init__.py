"""The one table of everything that is kept about people.

`records()` says of each kind what it is, why it is kept, how long, and how it ends;
`activities` is the same seen from the purpose, for the register. A column that may
hold a person and stands nowhere here fails a test.
"""

from __future__ import annotations

from draaischijf.privacy.records.access import (
    ACCESS_REQUESTS,
    INVITATIONS,
    SIGNED_IN,
)
from draaischijf.privacy.records.activities import ACTIVITIES, MEASURES
from draaischijf.privacy.records.calls import CALL_ADDRESSES
from draaischijf.privacy.records.files import (
    IMPORT_PREVIEWS,
    IMPORT_ROWS,
    IMPORT_SOURCES,
    LOOSE_FILES,
    MADE_DOCUMENTS,
)
from draaischijf.privacy.records.kept import KEPT, NOT_PERSONAL
from draaischijf.privacy.records.mails import (
    MAIL_ADDRESSES,
    MAIL_TEXTS,
    NOTICES,
    SITE_MAILS,
)
from draaischijf.privacy.records.meetings import MEETING_ADDRESSES, REGISTRATIONS
from draaischijf.privacy.records.people import (
    FORMER_COLLEAGUES,
    REQUESTS,
    SESSIONS,
    UNUSED_ACCOUNTS,
)
from draaischijf.privacy.records.reports import (
    LINKS,
    REPORTERS,
    SUPPORT_LINKS,
    SUPPORTERS,
    UNUSED_REPORTS,
)
from draaischijf.privacy.records.shape import Activity, NotPersonal, Record

__all__ = [
    "ACTIVITIES",
    "MEASURES",
    "NOT_PERSONAL",
    "RECORDS",
    "Activity",
    "NotPersonal",
    "Record",
    "record_named",
    "records_of_activity",
    "records_with_period",
]

# In this order they are carried out: what lets go of a file comes before the files.
RECORDS: tuple[Record, ...] = (
    REPORTERS,
    SUPPORTERS,
    UNUSED_REPORTS,
    LINKS,
    SUPPORT_LINKS,
    MAIL_TEXTS,
    MAIL_ADDRESSES,
    NOTICES,
    FORMER_COLLEAGUES,
    IMPORT_PREVIEWS,
    IMPORT_SOURCES,
    IMPORT_ROWS,
    MADE_DOCUMENTS,
    LOOSE_FILES,
    REQUESTS,
    INVITATIONS,
    ACCESS_REQUESTS,
    CALL_ADDRESSES,
    REGISTRATIONS,
    MEETING_ADDRESSES,
    UNUSED_ACCOUNTS,
    SESSIONS,
    SIGNED_IN,
    SITE_MAILS,
    *KEPT,
)


def record_named(code: str) -> Record | None:
    """Return a kind of record by its code, if there is one."""
    return next((one for one in RECORDS if one.code == code), None)


def records_with_period(*, of_site: bool) -> list[Record]:
    """Return what ends by itself: of a partnership, or of the whole site."""
    return [one for one in RECORDS if one.has_period and one.is_of_site == of_site]


def records_of_activity(activity: Activity) -> list[Record]:
    """Return the kinds of record of one activity."""
    return [one for one in RECORDS if one.activity == activity.code]
