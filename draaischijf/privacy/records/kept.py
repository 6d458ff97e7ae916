"""What stays, and why; and the columns in which there is no person."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.privacy.enums import Effect
from draaischijf.privacy.records.shape import NotPersonal, Record

KEPT = (
    Record(
        code="signals",
        activity="signals",
        label=_("Signals, and the reports they were built on"),
        data=_("Who weighed, agreed, decided or noted something; names in a decision"),
        since=_("as long as the partnership keeps its signals"),
        why=_(
            "What was decided, and on what ground, is a document of the administration "
            "(Administrative Decree, Archives). On request a name becomes “a former "
            "colleague”."
        ),
        effect=Effect.KEPT,
        fields=(
            "signals.PolicySignal",
            "signals.SignalMerge",
            "signals.SignalStep",
            "signals.SignalActor",
            "signals.Agreement",
            "signals.WordingProposal",
            "signals.Decision",
            "signals.Letter",
            "signals.AgreedAction",
            "signals.LogEntry",
            "signals.PreSignalLink",
            "signals.DifferentPair",
            "signals.RoutingRule",
            "signals.SignalOffer",
            "signals.PreSignal.assignee",
            "signals.PreSignal.routed_because",
            "bundles.SignalBundle",
            "bundles.BundleChapter",
            "calls.Call",
            "calls.CallQuestion",
            "signals.ReportGroup",
            "signals.SignalSupport.note",
            "signals.SignalSupport.since",
            "signals.SignalSupport.organisation_name",
            "signals.SignalSupport.screening",
        ),
    ),
    Record(
        code="plans",
        activity="plans",
        label=_("Plans, reports and adopted versions"),
        data=_("Who leads, who takes part, who noted something"),
        since=_("as long as the partnership keeps its plans"),
        why=_(
            "A plan that was adopted is a document of the administration and is never "
            "changed. In plans that are not, a name goes on request."
        ),
        effect=Effect.KEPT,
        fields=(
            "plans.ActionPlan",
            "plans.Objective",
            "plans.PlanAction",
            "plans.ActionParty",
            "plans.ActionLogEntry",
            "plans.ActionLogEntry_files",
            "plans.LifecycleDecision",
            "plans.TrajectoryStep",
            "plans.CarryOver",
            "plans.CarryChoice",
            "plans.PlanVersion",
            "plans.PlanVersion_files",
            "plans.ApprovalStep",
            "plans.LegalElement",
            "reporting.Report",
            "reporting.ReportText",
            "consultation.Body",
            "consultation.BodyMember",
            "consultation.Meeting",
            "consultation.Participant.name",
            "consultation.Participant.person",
            "consultation.Participant.reply",
            "consultation.Participant.presence",
            "consultation.MeetingMove",
            "consultation.AgendaItem",
            "consultation.AgendaItem_files",
            "consultation.BodyDecision",
            "consultation.MeetingTask",
            "consultation.Minutes",
            "consultation.MinutesReader",
            "consultation.MinutesRemark",
            "consultation.PresenceLink",
            "forum.ForumTheme",
            "forum.ForumTable",
            "forum.TableNote",
            "forum.SolutionTrack",
        ),
    ),
    Record(
        code="colleagues",
        activity="people",
        label=_("People with a role, work or account"),
        data=_("Name, function, organisation, role, contact details"),
        since=_("as long as somebody has a role or works for a partner"),
        why=_("Colleagues have to find each other, and know who may do what."),
        effect=Effect.KEPT,
        fields=("people.Person.name", "people.Membership", "people.Role"),
    ),
    Record(
        code="history",
        activity="security",
        label=_("The history"),
        data=_("Who did what, when"),
        since=_("as long as the thing it is about"),
        why=_(
            "Who decided has to be shown later. Nothing in it can be changed; on "
            "request a name becomes “a former colleague”."
        ),
        effect=Effect.KEPT,
        fields=("history.Entry",),
    ),
    Record(
        code="stops",
        activity="mail",
        label=_("Who wants no more mails"),
        data=_("A print of the address, not the address"),
        since=_("until somebody wants them again"),
        why=_("Otherwise the next mail would go after all."),
        effect=Effect.KEPT,
        fields=("notifications.MailStop",),
    ),
    Record(
        code="followed",
        activity="mail",
        label=_("What somebody follows, and how mails come"),
        data=_("Followed signals, kept searches, how often and when mails come"),
        since=_("until somebody ends it, or the account goes"),
        why=_("Somebody asked to be told."),
        effect=Effect.KEPT,
        fields=(
            "signals.SignalFollow",
            "signals.SavedSearch",
            "notifications.MailChoice",
            "consultation.CalendarFeed",
        ),
    ),
    Record(
        code="register",
        activity="security",
        label=_("The register of processing"),
        data=_("Name and address of the data protection officer"),
        since=_("as long as somebody is that"),
        why=_("The law asks it (GDPR, article 30.1.a)."),
        effect=Effect.KEPT,
        fields=("privacy.RegisterEntry",),
    ),
)

NOT_PERSONAL = (
    NotPersonal(
        ("taxonomy.Scheme", "taxonomy.Term", "taxonomy.Area", "taxonomy.Abbreviation"),
        "Reference lists: terms, places and abbreviations.",
    ),
    NotPersonal(
        (
            "people.Partnership",
            "people.Organisation",
            "people.OrganisationAlias",
            "people.WorkingGroup",
        ),
        "Bodies, with the address of an office.",
    ),
    NotPersonal(
        ("signals.AgendaPlace", "signals.Challenge", "signals.SynonymList"),
        "Themes and rubrics of an agenda; words that mean the same.",
    ),
    NotPersonal(("signals.Meaning.model",), "The name of a model of language."),
    NotPersonal(("access.MailDomain",), "The mail domain of an organisation."),
    NotPersonal(
        ("socialaccount.SocialApp",), "Providers to sign in with: here settings."
    ),
    NotPersonal(("reporting.HouseStyle",), "How documents of an office look."),
    NotPersonal(("documents.ImportRun.sha256",), "A checksum."),
    NotPersonal(
        ("documents.ImportRow.kind", "documents.ImportRow.place",
         "documents.ImportRow.key", "documents.ImportRun.kinds"),
        "Page, line, kind and checksum of a row.",
    ),
    NotPersonal(
        ("notifications.Mail.kind", "notifications.Mail.language",
         "notifications.Mail.not_before"),
        "What sort of mail, in which language.",
    ),
    NotPersonal(
        ("signals.PreSignal.language", "signals.SignalSupport.language"),
        "The language somebody reads; gone with the address nobody is known by it.",
    ),
    NotPersonal(
        ("privacy.RetentionPeriod", "privacy.RetentionRun"), "Periods and figures."
    ),
    NotPersonal(("history.Link",), "Digests of the chain."),
    NotPersonal(("core.RateCount",), "Prints of keys; removed after a day."),
    NotPersonal(("forum.TrackDot",), "A dot of a phone: a print of a random number."),
    NotPersonal(
        ("auth.Group", "auth.Permission", "contenttypes.ContentType"),
        "Tables of the framework about the code itself.",
    ),
    NotPersonal(
        (
            "procrastinate.ProcrastinateJob",
            "procrastinate.ProcrastinatePeriodicDefer",
        ),
        "Jobs carry numbers of rows only; done ones are removed after two weeks.",
    ),
)  # fmt: skip
