"""Every address of the site × every role: who is let in.

One row an address; without a row the build fails. `yes` lets in, `no` answers
404 as if nothing were there, `login` leads to sign-in. The rows are for a signal in
analysis, which the public may not see, unless the row says otherwise.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

OUTSIDE = ("anonymous", "outsider")
ROLES = (
    "field_worker",
    "working_group_member",
    "lead",
    "board_reader",
    "theme_director",
    "signal_coordinator",
    "coordinator",
    "administrator",
)
EVERYBODY = (*OUTSIDE, *ROLES)

COORDINATION = ("coordinator", "administrator")
WEIGHERS = ("signal_coordinator", *COORDINATION)
DIRECTORS = ("theme_director", *COORDINATION)
EDITORS = ("theme_director", "signal_coordinator", *COORDINATION)
FOLLOWERS = ("lead", *EDITORS)
PLANNERS = DIRECTORS
AGREERS = ("working_group_member", *COORDINATION)
SUPPORTERS = tuple(role for role in ROLES if role != "board_reader")


@dataclass(frozen=True)
class Row:
    """Who is let in, by which method, with which arguments (names in the test)."""

    allowed: Collection[str]
    arguments: tuple[str, ...] = ()
    method: str = "get"
    # What the anonymous visitor meets at a closed door.
    anonymous: str = "login"
    # What has to be posted to be let in at all, as "name=value".
    posted: str = ""

    def expected(self, role: str) -> str:
        """Return yes, no or login for a role."""
        if role in self.allowed:
            return "yes"
        return self.anonymous if role == "anonymous" else "no"


def public(*arguments: str, method: str = "get") -> Row:
    return Row(EVERYBODY, arguments, method)


def hidden(allowed: Collection[str], *arguments: str, method: str = "get") -> Row:
    """An address that is open to some of the public things, so it knows no login."""
    return Row(allowed, arguments, method, anonymous="no")


def closed(allowed: Collection[str], *arguments: str, method: str = "get") -> Row:
    return Row(allowed, arguments, method)


SIGNED_IN = tuple(role for role in EVERYBODY if role != "anonymous")
NOBODY = ()
OF_SIGNAL = ("p", "number")
OF_REPORT = ("p", "report")
OF_PLAN = ("p", "plan")
OF_ACTION = (*OF_PLAN, "plan_action")

URLS: dict[str, Row] = {
    # The site itself
    "website:home": public(),
    "website:partnership": public("p"),
    "website:search": public(),
    "website:accessibility": public(),
    "website:privacy": public(),
    "website:alive": public(),
    "website:ready": public(),
    "website:after_sign_in": closed(SIGNED_IN),
    "website:mine": closed(SIGNED_IN),
    "website:style_guide": closed(NOBODY),
    "website:demo": hidden(NOBODY),
    "website:demo_sign_in": hidden(NOBODY, method="post"),
    "website:demo_mail": hidden(NOBODY, "mail"),
    "website:work": closed(ROLES, "p"),
    "website:imports": closed(COORDINATION, "p"),
    "website:import_run": closed(COORDINATION, "p", "run"),
    "website:import_commit": closed(COORDINATION, "p", "run", method="post"),
    "website:import_cancel": closed(COORDINATION, "p", "run", method="post"),
    "set_language": public(method="post"),
    # Accounts
    "account_login": public(),
    "account_request_login_code": public(),
    "account_confirm_login_code": public(),
    "account_logout": public(),
    "account_inactive": public(),
    # People
    "people:organisations": public("p"),
    "people:names": closed(COORDINATION, "p"),
    "people:judge_name": closed(COORDINATION, "p", "alias", method="post"),
    "people:confirm_organisation": closed(
        COORDINATION, "p", "organisation", method="post"
    ),
    # Reporting and following
    "signals:report": public("p"),
    "signals:report_check": public("p", method="post"),
    "signals:follow": public("token"),
    "signals:follow_answer": public("token", method="post"),
    "signals:follow_add": public("token", method="post"),
    "signals:follow_withdraw": public("token"),
    "signals:follow_attachment": public("token", "file"),
    "signals:support": hidden(SUPPORTERS, *OF_SIGNAL),
    "signals:attachment": closed(EDITORS, *OF_REPORT, "file"),
    # Weighing
    "signals:inbox": closed(ROLES, "p"),
    "signals:inbox_csv": closed(ROLES, "p"),
    "signals:inbox_xlsx": closed(ROLES, "p"),
    "signals:inbox_bulk": closed(WEIGHERS, "p", method="post"),
    "signals:pre_signal": closed(EDITORS, *OF_REPORT),
    "signals:pre_signal_weigh": closed(WEIGHERS, *OF_REPORT, method="post"),
    "signals:pre_signal_step": Row(
        WEIGHERS, OF_REPORT, method="post", posted="do=take_up"
    ),
    "signals:pre_signal_reply": closed(WEIGHERS, *OF_REPORT, method="post"),
    "signals:signal_start": closed(EDITORS, "p"),
    # Signals
    "signals:signals": public("p"),
    "signals:signals_export": public("p", "format"),
    "signals:signal": hidden(ROLES, *OF_SIGNAL),
    "signals:agenda": public("p"),
    "signals:agenda_export": public("p", "format"),
    "signals:signal_edit": closed(EDITORS, *OF_SIGNAL),
    "signals:signal_actors": closed(EDITORS, *OF_SIGNAL),
    "signals:actor_remove": closed(EDITORS, *OF_SIGNAL, "actor", method="post"),
    "signals:signal_moves": closed(FOLLOWERS, *OF_SIGNAL),
    # The page of a step; whether one may take it is the workflow table's business.
    "signals:signal_move": closed(FOLLOWERS, *OF_SIGNAL, "target"),
    "signals:signal_agree": closed(AGREERS, *OF_SIGNAL),
    "signals:signal_decide": closed(DIRECTORS, *OF_SIGNAL),
    "signals:signal_letter": closed(FOLLOWERS, *OF_SIGNAL),
    "signals:letter_answer": closed(FOLLOWERS, *OF_SIGNAL, "letter"),
    "signals:signal_action": closed(FOLLOWERS, *OF_SIGNAL),
    "signals:action_done": closed(FOLLOWERS, *OF_SIGNAL, "action", method="post"),
    "signals:signal_log": closed(FOLLOWERS, *OF_SIGNAL),
    "signals:log_date": closed(FOLLOWERS, *OF_SIGNAL),
    # Plans: the rows are for a draft, which the public may not see
    "plans:plans": public("p"),
    "plans:plan": hidden(ROLES, *OF_PLAN),
    "plans:action": hidden(ROLES, *OF_ACTION),
    "plans:sheet": hidden(ROLES, *OF_PLAN),
    # Reports
}
