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
    "organisation_editor",
    "data_protection_officer",
)
EVERYBODY = (*OUTSIDE, *ROLES)

COORDINATION = ("coordinator", "administrator")
WEIGHERS = ("signal_coordinator", *COORDINATION)
DIRECTORS = ("theme_director", *COORDINATION)
EDITORS = ("theme_director", "signal_coordinator", *COORDINATION)
REPORT_READERS = (*EDITORS, "data_protection_officer")
INVITERS = ("organisation_editor", *COORDINATION)
REDACTERS = (*COORDINATION, "data_protection_officer")
PRIVACY = ("administrator", "data_protection_officer")
FOLLOWERS = ("lead", *EDITORS)
PLANNERS = DIRECTORS
CONVENERS = DIRECTORS
AGREERS = ("working_group_member", *COORDINATION)
WATCHERS = ("board_reader", "data_protection_officer")
SUPPORTERS = tuple(role for role in ROLES if role not in WATCHERS)


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
OF_PLACE = ("p", "edition", "number")
OF_CHAPTER = ("p", "edition", "chapter")
OF_MEETING = ("p", "meeting")
OF_ITEM = (*OF_MEETING, "item")
OF_FORUM = ("p", "forum")
OF_THEME = (*OF_FORUM, "theme")
OF_TRACK = (*OF_FORUM, "track")
OF_MINUTES = ("p", "minuted")
OF_STEP = (*OF_PLAN, "approval_step")

URLS: dict[str, Row] = {
    # The site itself
    "website:home": public(),
    "website:partnership": public("p"),
    "website:search": public(),
    "website:accessibility": public(),
    "website:accessibility_here": public("p"),
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
    "website:history": closed(REDACTERS, "p"),
    "website:history_csv": closed(REDACTERS, "p"),
    "website:history_xlsx": closed(REDACTERS, "p"),
    "set_language": public(method="post"),
    # Accounts
    "account_login": public(),
    "account_request_login_code": public(),
    "account_confirm_login_code": public(),
    "account_logout": public(),
    "account_inactive": public(),
    "account_signup": public(),
    # Halfway signing in: who did not begin is led to the beginning.
    "mfa_login_webauthn": closed(SIGNED_IN),
    "mfa_authenticate": closed(SIGNED_IN),
    "mfa_index": closed(SIGNED_IN),
    "mfa_list_webauthn": closed(SIGNED_IN),
    "mfa_add_webauthn": closed(SIGNED_IN),
    # Nobody in the matrix has a passkey, an app or codes yet.
    "mfa_edit_webauthn": closed(NOBODY, "passkey"),
    "mfa_remove_webauthn": closed(NOBODY, "passkey"),
    "mfa_activate_totp": closed(SIGNED_IN),
    "mfa_deactivate_totp": closed(NOBODY),
    "mfa_view_recovery_codes": closed(NOBODY),
    "mfa_generate_recovery_codes": closed(SIGNED_IN),
    "mfa_download_recovery_codes": closed(NOBODY),
    "account_reauthenticate": closed(SIGNED_IN),
    "mfa_reauthenticate": closed(SIGNED_IN),
    "mfa_reauthenticate_webauthn": closed(SIGNED_IN),
    "usersessions_list": closed(SIGNED_IN, method="post"),
    "usersessions_end": closed(SIGNED_IN, "session", method="post"),
    "openid_connect_login": hidden(NOBODY, "provider", method="post"),
    "openid_connect_callback": hidden(NOBODY, "provider"),
    "socialaccount_login_cancelled": public(),
    "socialaccount_login_error": public(),
    "socialaccount_signup": public(),
    # Notices of the person who is signed in
    "notifications:notices": closed(SIGNED_IN),
    "notifications:notice": closed(NOBODY, "notice"),
    "notifications:notice_read": closed(NOBODY, "notice", method="post"),
    "notifications:notices_read": closed(SIGNED_IN, method="post"),
    "notifications:mail_choices": closed(SIGNED_IN),
    # People
    "people:organisations": public("p"),
    "people:names": closed(COORDINATION, "p"),
    "people:judge_name": closed(COORDINATION, "p", "alias", method="post"),
    "people:confirm_organisation": closed(
        COORDINATION, "p", "organisation", method="post"
    ),
    # Access
    "access:invitation": public("invitation_token"),
    "access:request_proof": public("request_token"),
    "access:request": public("p"),
    "access:mine": closed(ROLES, "p"),
    "access:leave": closed(ROLES, "p"),
    "access:people": closed(INVITERS, "p"),
    "access:invite": closed(INVITERS, "p"),
    "access:settings": closed(("administrator",), "p"),
    "access:second_step": closed(("administrator",), "p", method="post"),
    "access:domain_remove": closed(("administrator",), "p", "domain", method="post"),
    "access:invitation_renew": closed(INVITERS, "p", "invitation", method="post"),
    "access:invitation_withdraw": closed(
        COORDINATION, "p", "invitation_of_nobody", method="post"
    ),
    "access:request_answer": closed(INVITERS, "p", "access_request"),
    "access:person": closed(INVITERS, "p", "colleague"),
    "access:role_give": closed(INVITERS, "p", "colleague", method="post"),
    "access:role_end": closed(
        INVITERS, "p", "colleague", "colleague_role", method="post"
    ),
    # Ended by the row above.
    "access:access_end": closed(INVITERS, "p", "other_colleague"),
    # Taking out what is about a client
    "redaction:take_out": closed(REDACTERS, "p", "kind", "row"),
    # What is kept about people; what removes is posted and asks to be sure
    "privacy:policy": public("p"),
    "privacy:own_data": closed(SIGNED_IN),
    "privacy:own_mails": closed(SIGNED_IN),
    "privacy:link_data": public("token"),
    "privacy:periods": closed(PRIVACY, "p"),
    "privacy:period": closed(PRIVACY, "p", "record"),
    "privacy:requests": closed(PRIVACY, "p"),
    "privacy:register": closed(PRIVACY, "p"),
    "privacy:register_edit": closed(PRIVACY, "p"),
    "privacy:register_export": closed(PRIVACY, "p", "format"),
    # Reporting and following
    "notifications:stop": public("stop"),
    "signals:report": public("p"),
    "signals:report_check": public("p", method="post"),
    "signals:report_alike": public("p", method="post"),
    "signals:follow": public("token"),
    "signals:follow_answer": public("token", method="post"),
    "signals:follow_add": public("token", method="post"),
    "signals:follow_withdraw": public("token"),
    "signals:follow_attachment": public("token", "file"),
    "signals:watched": closed(SIGNED_IN, "p"),
    "signals:challenges": closed(DIRECTORS, "p", "challenge_year"),
    "signals:challenge": closed(DIRECTORS, "p", "challenge"),
    "signals:challenge_carry": closed(DIRECTORS, "p", "challenge", method="post"),
    "signals:challenge_let_go": closed(
        DIRECTORS, "p", "challenge", "challenge_place", method="post"
    ),
    "signals:challenge_order": closed(DIRECTORS, "p", "challenge", method="post"),
    "signals:challenge_remove": closed(DIRECTORS, "p", "challenge", method="post"),
    "signals:challenge_next": closed(DIRECTORS, "p", "challenge", method="post"),
    "signals:unheard": closed(WEIGHERS, "p"),
    "signals:affairs": closed(WEIGHERS, *OF_SIGNAL),
    "signals:search_keep": closed(SIGNED_IN, "p"),
    "signals:search_name": closed(NOBODY, "p", "search", method="post"),
    "signals:search_turn": closed(NOBODY, "p", "search", method="post"),
    "signals:search_forget": closed(NOBODY, "p", "search", method="post"),
    "signals:signal_follow": closed(ROLES, *OF_SIGNAL, method="post"),
    "signals:signal_unfollow": closed(ROLES, *OF_SIGNAL, method="post"),
    "signals:support": hidden(SUPPORTERS, *OF_SIGNAL),
    "signals:attachment": closed(REPORT_READERS, *OF_REPORT, "file"),
    # Weighing
    "signals:inbox": closed(ROLES, "p"),
    "signals:inbox_csv": closed(ROLES, "p"),
    "signals:inbox_xlsx": closed(ROLES, "p"),
    "signals:inbox_bulk": closed(WEIGHERS, "p", method="post"),
    "signals:synonyms": closed(WEIGHERS, "p"),
    "signals:groups": closed(WEIGHERS, "p"),
    "signals:group_do": Row(WEIGHERS, ("p", "group"), method="post", posted="do=out"),
    "signals:group_name": closed(WEIGHERS, "p", "group"),
    "signals:pre_signal": closed(REPORT_READERS, *OF_REPORT),
    "signals:pre_signal_alike": closed(WEIGHERS, *OF_REPORT),
    "signals:pre_signal_apart": closed(WEIGHERS, *OF_REPORT, method="post"),
    "signals:pre_signal_apart_back": closed(WEIGHERS, *OF_REPORT, method="post"),
    "signals:pre_signal_weigh": closed(WEIGHERS, *OF_REPORT, method="post"),
    "signals:pre_signal_step": Row(
        WEIGHERS, OF_REPORT, method="post", posted="do=take_up"
    ),
    "signals:pre_signal_reply": closed(WEIGHERS, *OF_REPORT, method="post"),
    "signals:signal_start": closed(EDITORS, "p"),
    # Who gets which report; what removes comes last
    "signals:routing": closed(REPORT_READERS, "p"),
    "signals:routing_try": closed(REPORT_READERS, "p"),
    "signals:routing_add": closed(COORDINATION, "p"),
    "signals:routing_edit": closed(COORDINATION, "p", "rule"),
    "signals:routing_move": Row(
        COORDINATION, ("p", "rule"), method="post", posted="where=up"
    ),
    "signals:routing_switch": Row(
        COORDINATION, ("p", "rule"), method="post", posted="on=0"
    ),
    "signals:routing_remove": closed(COORDINATION, "p", "rule", method="post"),
    "signals:pre_signal_take": closed(EDITORS, *OF_REPORT, method="post"),
    "signals:pre_signal_hand_over": closed(EDITORS, *OF_REPORT),
    # Signals
    "signals:signals": public("p"),
    "signals:signals_export": public("p", "format"),
    "signals:signal": hidden(ROLES, *OF_SIGNAL),
    "signals:signal_offer": closed(DIRECTORS, *OF_SIGNAL),
    # Nothing of this one is offered, so there is nothing to take back.
    "signals:offer_withdraw": closed(NOBODY, *OF_SIGNAL, method="post"),
    "signals:elsewhere": hidden(ROLES, *OF_SIGNAL),
    "signals:offers": closed(EDITORS, "p"),
    "signals:offer": closed(EDITORS, "p", "offer"),
    "signals:deadlines": closed(COORDINATION, "p"),
    "signals:working_groups": closed(ROLES, "p"),
    "signals:working_group": closed(ROLES, "p", "working_group"),
    "signals:group_add": closed(COORDINATION, "p"),
    "signals:group_edit": closed(COORDINATION, "p", "working_group"),
    "signals:group_join": closed(COORDINATION, "p", "working_group", method="post"),
    "signals:group_leave": closed(
        COORDINATION, "p", "working_group", "group_member", method="post"
    ),
    "signals:group_close": closed(COORDINATION, "p", "working_group"),
    "signals:signal_group": closed(EDITORS, *OF_SIGNAL),
    "signals:agenda": public("p"),
    "signals:agenda_export": public("p", "format"),
    "signals:signal_edit": closed(EDITORS, *OF_SIGNAL),
    "signals:signal_actors": closed(EDITORS, *OF_SIGNAL),
    "signals:actor_remove": closed(EDITORS, *OF_SIGNAL, "actor", method="post"),
    # Whether two may be merged is the table's business (signals/merge_rules.py).
    "signals:signal_merge": closed(EDITORS, *OF_SIGNAL),
    "signals:signal_merge_with": closed(EDITORS, *OF_SIGNAL, "other"),
    "signals:signal_part": closed(EDITORS, *OF_SIGNAL, "merged"),
    "signals:signal_moves": closed(FOLLOWERS, *OF_SIGNAL),
    # The page of a step; whether one may take it is the workflow table's business.
    "signals:signal_move": closed(FOLLOWERS, *OF_SIGNAL, "target"),
    "signals:agreement_remind": closed(EDITORS, *OF_SIGNAL, method="post"),
    "signals:signal_reword": closed(AGREERS, *OF_SIGNAL),
    "signals:wording_settle": closed(EDITORS, *OF_SIGNAL, "proposal"),
    "signals:side_by_side": closed(ROLES, "p"),
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
    "plans:plan_add": closed(PLANNERS, "p"),
    "plans:plan_edit": closed(PLANNERS, *OF_PLAN),
    "plans:plan_codes": closed(PLANNERS, *OF_PLAN),
    "plans:objective_add": closed(PLANNERS, *OF_PLAN),
    "plans:section_add": closed(PLANNERS, *OF_PLAN),
    "plans:objective_field": closed(PLANNERS, *OF_PLAN, "objective", "field"),
    "plans:objective_details": closed(PLANNERS, *OF_PLAN, "objective"),
    "plans:objective_place": closed(PLANNERS, *OF_PLAN, "objective", method="post"),
    "plans:objective_remove": closed(PLANNERS, *OF_PLAN, "objective"),
    "plans:action_add": closed(PLANNERS, *OF_PLAN, "objective"),
    # The remark: who follows up writes how it goes.
    "plans:action_field": closed(FOLLOWERS, *OF_ACTION, "running_field"),
    "plans:action_details": closed(PLANNERS, *OF_ACTION),
    "plans:action_place": closed(PLANNERS, *OF_ACTION, method="post"),
    "plans:action_move": closed(PLANNERS, *OF_ACTION),
    "plans:action_remove": closed(PLANNERS, *OF_ACTION),
    "plans:action": hidden(ROLES, *OF_ACTION),
    "plans:sheet": hidden(ROLES, *OF_PLAN),
    # Approval, versions, the trajectory; what removes comes last
    "plans:approval": hidden(ROLES, *OF_PLAN),
    "plans:approval_usual": closed(COORDINATION, *OF_PLAN, method="post"),
    "plans:approval_step_add": closed(COORDINATION, *OF_PLAN),
    "plans:approval_step": closed(COORDINATION, *OF_STEP),
    "plans:approval_step_move": Row(
        COORDINATION, OF_STEP, method="post", posted="where=later"
    ),
    "plans:approval_result": closed(COORDINATION, *OF_STEP),
    "plans:approval_take_back": closed(COORDINATION, *OF_STEP, method="post"),
    "plans:approval_step_remove": closed(COORDINATION, *OF_STEP, method="post"),
    "plans:plan_submit": closed(COORDINATION, *OF_PLAN),
    "plans:plan_take_back": closed(COORDINATION, *OF_PLAN, method="post"),
    "plans:plan_adopt": closed(COORDINATION, *OF_PLAN),
    "plans:plan_amend": closed(COORDINATION, *OF_PLAN),
    "plans:plan_amend_cancel": closed(COORDINATION, *OF_PLAN, method="post"),
    "plans:plan_close": closed(COORDINATION, *OF_PLAN, method="post"),
    "plans:plan_evaluate": closed(PLANNERS, *OF_PLAN),
    "plans:legal_add": closed(PLANNERS, *OF_PLAN, method="post"),
    "plans:legal_element": closed(PLANNERS, *OF_PLAN, "part"),
    "plans:legal_file": hidden(ROLES, *OF_PLAN, "part"),
    "plans:versions": hidden(ROLES, *OF_PLAN),
    "plans:version": hidden(ROLES, *OF_PLAN, "version"),
    "plans:version_difference": hidden(ROLES, *OF_PLAN, "version", "version"),
    "plans:version_file": hidden(ROLES, *OF_PLAN, "version", "file"),
    "plans:trajectory": hidden(ROLES, *OF_PLAN),
    "plans:trajectory_add": closed(PLANNERS, *OF_PLAN),
    "plans:trajectory_date": closed(PLANNERS, *OF_PLAN),
    "plans:trajectory_step": closed(PLANNERS, *OF_PLAN, "trajectory_step"),
    "plans:trajectory_remove": closed(
        PLANNERS, *OF_PLAN, "trajectory_step", method="post"
    ),
    # Reports: the rows are for one that is being written
    # Signal bundles; the rows are for a draft, which the public may not see
    "bundles:bundles": public("p"),
    "bundles:bundle_start": closed(EDITORS, "p"),
    "bundles:bundle": hidden(ROLES, "p", "edition"),
    "bundles:bundle_compare": hidden(ROLES, "p", "edition", "other_edition"),
    "bundles:bundle_edit": closed(EDITORS, "p", "edition"),
    "bundles:bundle_words": closed(EDITORS, "p", "edition"),
    "bundles:bundle_choose": closed(EDITORS, "p", "edition"),
    "bundles:bundle_freeze": closed(COORDINATION, "p", "edition"),
    "bundles:place_move": Row(EDITORS, OF_PLACE, "post", posted="step=1"),
    "bundles:place_chapter": closed(EDITORS, *OF_PLACE, method="post"),
    "bundles:place_remove": closed(EDITORS, *OF_PLACE, method="post"),
    "bundles:chapter_add": closed(EDITORS, "p", "edition", method="post"),
    "bundles:chapter_move": Row(EDITORS, OF_CHAPTER, "post", posted="step=1"),
    "bundles:chapter_remove": closed(EDITORS, *OF_CHAPTER, method="post"),
    # Calls for input; the rows are for one that is open. Its link is for who has it.
    "calls:answer": public("call_token"),
    "calls:calls": closed(ROLES, "p"),
    "calls:call_start": closed(EDITORS, "p"),
    "calls:call": closed(ROLES, "p", "call"),
    "calls:call_edit": closed(EDITORS, "p", "call"),
    "calls:call_invite": closed(EDITORS, "p", "call", method="post"),
    "calls:call_uninvite": closed(EDITORS, "p", "call", "called", method="post"),
    "calls:call_open": closed(EDITORS, "p", "call", method="post"),
    "calls:call_remind": closed(EDITORS, "p", "call", method="post"),
    "calls:call_extend": closed(EDITORS, "p", "call", method="post"),
    "calls:call_close": closed(EDITORS, "p", "call", method="post"),
    # Bodies and meetings; the rows are for what is not public
    "consultation:bodies": public("p"),
    "consultation:reply": public("meeting_token"),
    "consultation:reply_file": public("meeting_token", "file"),
    "consultation:reply_ask": public("meeting_token", "item", method="post"),
    "reporting:certificate": closed(CONVENERS, "p", "gathering", "attendee"),
    "reporting:own_certificate": public("registration_token"),
    "consultation:registration": public("registration_token"),
    "consultation:registration_withdraw": public("registration_token", method="post"),
    # Of a gathering that is not public: partners alone.
    "consultation:register": hidden(ROLES, "p", "gathering"),
    "consultation:gathering_open": closed(CONVENERS, "p", "gathering"),
    "consultation:registration_add": closed(CONVENERS, "p", "gathering"),
    "consultation:registration_edit": closed(
        CONVENERS, "p", "gathering", "loose_registration"
    ),
    "consultation:registrations_export": closed(CONVENERS, "p", "gathering", "format"),
    "reporting:sign_in_sheet": closed(CONVENERS, "p", "gathering", "pdf"),
    "consultation:registration_remove": closed(
        CONVENERS, "p", "gathering", "loose_registration", method="post"
    ),
    "consultation:calendar": public("calendar_token"),
    "consultation:public_calendar": public("p"),
    # Of a public body only: partners have their own address.
    "consultation:body_calendar": hidden(NOBODY, "p", "body"),
    "consultation:calendars": public("p"),
    "consultation:calendar_make": closed(ROLES, "p", method="post"),
    "consultation:calendar_renew": closed(NOBODY, "p", "feed", method="post"),
    "consultation:calendar_withdraw": closed(NOBODY, "p", "feed", method="post"),
    "consultation:series": closed(CONVENERS, "p", "body"),
    "consultation:poll_new": closed(CONVENERS, "p", "body"),
    "consultation:poll_choose": closed(
        CONVENERS, *OF_MEETING, "date_option", method="post"
    ),
    "consultation:meeting_invite": closed(CONVENERS, *OF_MEETING),
    "consultation:agenda_send": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:meeting_move": closed(CONVENERS, *OF_MEETING),
    "consultation:meeting_postpone": closed(CONVENERS, *OF_MEETING),
    "consultation:bodies_export": public("p", "format"),
    "consultation:loads": closed(ROLES, "p"),
    "consultation:organisation": closed(ROLES, "p", "organisation"),
    "consultation:body_new": closed(CONVENERS, "p"),
    "consultation:body": hidden(ROLES, "p", "body"),
    "consultation:body_edit": closed(CONVENERS, "p", "body"),
    "consultation:body_end": closed(CONVENERS, "p", "body", method="post"),
    "consultation:member_seat": closed(CONVENERS, "p", "body", method="post"),
    "consultation:member_correct": closed(CONVENERS, "p", "body", "seat"),
    "consultation:member_end": closed(CONVENERS, "p", "body", "seat", method="post"),
    "consultation:meetings": public("p"),
    "consultation:meeting_new": closed(CONVENERS, "p"),
    "consultation:meeting": hidden(ROLES, *OF_MEETING),
    "consultation:meeting_edit": closed(CONVENERS, *OF_MEETING),
    "consultation:meeting_hold": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:meeting_stop": closed(CONVENERS, *OF_MEETING),
    "consultation:participant_add": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:participant_note": closed(
        CONVENERS, *OF_MEETING, "participant", method="post"
    ),
    "consultation:participant_remove": closed(
        CONVENERS, *OF_MEETING, "participant", method="post"
    ),
    "consultation:room": closed(CONVENERS, *OF_MEETING),
    "consultation:room_state": closed(CONVENERS, *OF_MEETING),
    "consultation:room_item": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:room_welcome": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:presence_code": closed(CONVENERS, *OF_MEETING),
    "consultation:presence": public("presence_token"),
    "consultation:proposal_take": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:consent_pass": closed(CONVENERS, *OF_MEETING, method="post"),
    "consultation:minutes": hidden(ROLES, *OF_MINUTES),
    "consultation:minutes_send": closed(CONVENERS, *OF_MINUTES, method="post"),
    "consultation:minutes_approve": closed(CONVENERS, *OF_MINUTES, method="post"),
    "consultation:minutes_publish": closed(CONVENERS, *OF_MINUTES, method="post"),
    "consultation:remark_answer": closed(
        CONVENERS, *OF_MINUTES, "remark", method="post"
    ),
    "consultation:minutes_read": public("minutes_token"),
    "consultation:item_file": hidden(ROLES, "p", "meeting", "file"),
    "consultation:decisions_export": public("p", "format"),
    "reporting:minutes_file": hidden(ROLES, *OF_MINUTES, "pdf"),
    "consultation:heads_count": closed(CONVENERS, *OF_MEETING),
    "consultation:item_new": closed(CONVENERS, *OF_MEETING),
    "consultation:item_edit": closed(CONVENERS, *OF_ITEM),
    "consultation:item_move": closed(CONVENERS, *OF_ITEM, method="post"),
    "consultation:item_remove": closed(
        CONVENERS, *OF_MEETING, "loose_item", method="post"
    ),
    "consultation:item_ask": closed(ROLES, *OF_ITEM, method="post"),
    "consultation:item_notes": closed(CONVENERS, *OF_ITEM),
    "consultation:item_decide": closed(CONVENERS, *OF_ITEM),
    "consultation:task_new": closed(CONVENERS, *OF_MEETING),
    "consultation:task_close": closed(ROLES, *OF_MEETING, "task", method="post"),
    "consultation:decisions": public("p"),
    "consultation:decision": hidden(ROLES, "p", "decision_year", "decision"),
    "consultation:decision_correct": closed(
        CONVENERS, "p", "decision_year", "decision"
    ),
    "reporting:agenda_file": public("p", "pdf"),
    # The joint forum; the rows are for one whose report is not published
    "forum:table": public("table_token"),
    "forum:note": public("table_token", "question", method="post"),
    "forum:track_new": public("table_token"),
    "forum:track_words": public("table_token", "track"),
    "forum:dot": public("table_token", "track", method="post"),
    "forum:forums": public("p"),
    "forum:tracks": public("p"),
    "forum:forum_start": closed(CONVENERS, "p", "forum_meeting", method="post"),
    "forum:forum": hidden(ROLES, *OF_FORUM),
    "forum:screen": closed(ROLES, *OF_FORUM),
    "forum:stage": closed(CONVENERS, *OF_FORUM, method="post"),
    "forum:dots": closed(CONVENERS, *OF_FORUM, method="post"),
    "forum:publish": closed(CONVENERS, *OF_FORUM, method="post"),
    "forum:cards": closed(CONVENERS, *OF_FORUM),
    "forum:invite_all": closed(CONVENERS, *OF_FORUM),
    "forum:uninvite": closed(CONVENERS, *OF_FORUM, "place", method="post"),
    "forum:themes": closed(CONVENERS, *OF_FORUM),
    "forum:theme": closed(CONVENERS, *OF_THEME),
    "forum:theme_move": closed(CONVENERS, *OF_THEME, method="post"),
    "forum:theme_remove": closed(CONVENERS, *OF_FORUM, "loose_theme", method="post"),
    "forum:invite": closed(CONVENERS, *OF_THEME),
    "forum:table_set": closed(CONVENERS, *OF_THEME),
    "forum:table_remove": closed(
        CONVENERS, *OF_FORUM, "bare_theme", "table", method="post"
    ),
    "forum:others_drop": closed(CONVENERS, *OF_THEME),
    "forum:tell": closed(CONVENERS, *OF_THEME),
    "reporting:forum_file": hidden(ROLES, "p", "closed_forum", "pdf"),
    "forum:track": hidden(ROLES, *OF_TRACK),
    "forum:track_choose": closed(CONVENERS, *OF_TRACK, method="post"),
    "forum:track_owner": closed(CONVENERS, *OF_TRACK),
    "forum:track_action": closed(CONVENERS, *OF_TRACK),
    "forum:track_address": closed(CONVENERS, *OF_TRACK),
    "forum:track_drop": closed(CONVENERS, *OF_TRACK),
    "reporting:call_file": closed(ROLES, "p", "call", "pdf"),
    "reporting:bundle_file": hidden(ROLES, "p", "edition", "pdf"),
    "reporting:reports": public("p"),
    "reporting:report_start": closed(COORDINATION, "p"),
    "reporting:report": hidden(ROLES, "p", "written"),
    "reporting:report_text": closed(COORDINATION, "p", "written", "section"),
    "reporting:report_freeze": closed(COORDINATION, "p", "written"),
    "reporting:report_publish": closed(COORDINATION, "p", "written", method="post"),
    "reporting:document_ask": Row(
        ROLES, ("p", "written"), method="post", posted="format=pdf"
    ),
    "reporting:document": hidden(ROLES, "p", "made"),
    "reporting:document_again": closed(ROLES, "p", "made", method="post"),
    "reporting:document_file": hidden(ROLES, "p", "kept"),
    # Carrying over to the next plan
    "plans:carry_over": closed(PLANNERS, *OF_PLAN),
    "plans:carry_resume": closed(PLANNERS, *OF_PLAN),
    "plans:carry_start": closed(PLANNERS, *OF_PLAN),
    "plans:carry_finish": closed(PLANNERS, *OF_PLAN),
    "plans:carry_cancel": closed(PLANNERS, *OF_PLAN, method="post"),
    "plans:carry_action": closed(PLANNERS, *OF_ACTION),
    "plans:carry_continue": closed(PLANNERS, *OF_ACTION, method="post"),
    "plans:carry_take_back": closed(PLANNERS, *OF_ACTION, method="post"),
    "plans:difference": hidden(ROLES, *OF_PLAN),
    "plans:my_actions": closed(ROLES, "p"),
    "plans:action_file": hidden(ROLES, *OF_ACTION, "file"),
    "plans:action_log": closed(FOLLOWERS, *OF_ACTION),
    "plans:action_log_date": closed(FOLLOWERS, *OF_ACTION),
    # An entry of nobody: who follows up may change the own ones only.
    "plans:action_log_edit": closed(PLANNERS, *OF_ACTION, "entry"),
    "plans:action_log_remove": closed(PLANNERS, *OF_ACTION, "entry", method="post"),
    "plans:action_lifecycle": closed(PLANNERS, *OF_ACTION),
    "plans:to_confirm": closed(PLANNERS, *OF_PLAN),
    "plans:action_parties": closed(PLANNERS, *OF_ACTION),
    "plans:party_remove": closed(PLANNERS, *OF_ACTION, "party", method="post"),
    "plans:action_signals": closed(PLANNERS, *OF_ACTION),
    "plans:signal_unlink": closed(PLANNERS, *OF_ACTION, "number", method="post"),
    # Reports
    "reporting:house_style": closed(COORDINATION, "p"),
    "reporting:house_style_template": closed(COORDINATION, "p"),
    "reporting:house_style_docx": closed(COORDINATION, "p"),
    "reporting:house_style_pdf": closed(COORDINATION, "p"),
    # without a logo there is nothing to show, to nobody
    "reporting:house_style_logo": closed(NOBODY, "p"),
}
