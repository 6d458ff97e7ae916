"""What a rule of the screening hands over: one finding, its kind and its wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from draaischijf.core.screening.fitting import fitted, in_its_place

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise
    from django_stubs_ext.aliases import StrOrPromise


class Kind(TextChoices):
    """The families of client data; the order is the order of preference at a tie."""

    NATIONAL_NUMBER = "national_number", _("national number")
    BIS_NUMBER = "bis_number", _("bis number")
    IBAN = "iban", _("account number")
    EMAIL = "email", _("e-mail address")
    PHONE = "phone", _("phone number")
    BIRTH_DATE = "birth_date", _("birth date")
    NUMBER_PLATE = "number_plate", _("number plate")
    MAP_LINK = "map_link", _("place on a map")
    SOCIAL_MEDIA = "social_media", _("account on social media")
    INITIALS = "initials", _("initials with an age")
    NAME = "name", _("name of a person")
    ADDRESS = "address", _("address")
    FILE_NUMBER = "file_number", _("number of a file")
    COMBINATION = "combination", _("postcode, age and sex together")


class Certainty(TextChoices):
    """Whether saving is out of the question, or asks for a second look."""

    CERTAIN = "certain", _("certain")
    DOUBTFUL = "doubtful", _("doubtful")


@dataclass(frozen=True)
class Finding:
    """One place in a text that points, or may point, at one person.

    `text` is `whole[start:end]`, the words of the person; it stays out of the
    representation so that no log ever holds it.
    """

    kind: Kind
    start: int
    end: int
    text: str = field(repr=False)
    certainty: Certainty
    reason: StrOrPromise = field(compare=False, repr=False)
    proposal: str = field(compare=False, repr=False)

    @property
    def is_certain(self) -> bool:
        return self.certainty == Certainty.CERTAIN


Rule = Callable[[str], Iterable[Finding]]


@dataclass(frozen=True)
class _Wording:
    """Why a kind is asked about, and what to write instead.

    The proposal is put in the place of what was found, unless one fits better
    (`fitting.py`).
    """

    certain: StrPromise
    doubtful: StrPromise
    proposal: StrPromise


_WORDINGS = {
    Kind.NATIONAL_NUMBER: _Wording(
        certain=_("A national number belongs to exactly one person."),
        doubtful=_("This may be a national number, which belongs to one person."),
        proposal=_("one of the people we support"),
    ),
    Kind.BIS_NUMBER: _Wording(
        certain=_("A bis number belongs to exactly one person."),
        doubtful=_("This may be a bis number, which belongs to one person."),
        proposal=_("someone who is not in the national register"),
    ),
    Kind.IBAN: _Wording(
        certain=_("An account number leads to its holder."),
        doubtful=_("This may be an account number, which leads to its holder."),
        proposal=_("an account in their own name"),
    ),
    Kind.EMAIL: _Wording(
        certain=_("This e-mail address belongs to one person."),
        doubtful=_(
            "This looks like the general address of an organisation. "
            "Is it really not somebody's own?"
        ),
        proposal=_("an e-mail address of their own"),
    ),
    Kind.PHONE: _Wording(
        certain=_("A mobile number belongs to one person."),
        doubtful=_(
            "This phone number may be that of an organisation. "
            "Is it really not somebody's own?"
        ),
        proposal=_("a phone number of their own"),
    ),
    Kind.BIRTH_DATE: _Wording(
        certain=_("A birth date with a place or a nationality points at one person."),
        doubtful=_("This may be the birth date of one person."),
        proposal=_("a young adult"),
    ),
    Kind.NAME: _Wording(
        certain=_("This is the name of one person."),
        doubtful=_("This may be the name of one person."),
        proposal=_("someone we support"),
    ),
    Kind.ADDRESS: _Wording(
        certain=_("This is where somebody lives."),
        doubtful=_("Somebody may live at this address."),
        proposal=_("a street near the station"),
    ),
    Kind.NUMBER_PLATE: _Wording(
        certain=_("A number plate leads to the holder of the vehicle."),
        doubtful=_("This may be a number plate, which leads to the holder."),
        proposal=_("a car"),
    ),
    Kind.MAP_LINK: _Wording(
        certain=_("This shows on a map where somebody stays."),
        doubtful=_("This shows a place on a map. Does nobody live or sleep there?"),
        proposal=_("a place in the municipality"),
    ),
    Kind.SOCIAL_MEDIA: _Wording(
        certain=_("This account on social media belongs to one person."),
        doubtful=_(
            "This account on social media may be that of an organisation. "
            "Is it really not somebody's own?"
        ),
        proposal=_("an account on social media"),
    ),
    Kind.INITIALS: _Wording(
        certain=_("Initials with an age point at one person for who knows them."),
        doubtful=_("These may be the initials of one person."),
        proposal=_("someone we support"),
    ),
    Kind.FILE_NUMBER: _Wording(
        certain=_("This number leads to the file of one person."),
        doubtful=_("This may be the number of somebody's file."),
        proposal=_("a file"),
    ),
    Kind.COMBINATION: _Wording(
        certain=_("Postcode, age and sex together can point at one person."),
        doubtful=_("Postcode, age and sex together can point at one person."),
        proposal=_("someone from the region"),
    ),
}


def finding(
    kind: Kind,
    whole: str,
    span: tuple[int, int],
    *,
    certainty: Certainty = Certainty.CERTAIN,
) -> Finding:
    """Make the finding at `span` of `whole`, in the words that belong to its kind.

    The proposal speaks the language that is active now.
    """
    start, end = span
    wording = _WORDINGS[kind]
    reason = wording.certain if certainty == Certainty.CERTAIN else wording.doubtful
    return Finding(
        kind=kind,
        start=start,
        end=end,
        text=whole[start:end],
        certainty=certainty,
        reason=reason,
        proposal=in_its_place(
            fitted(kind, whole[start:end]) or str(wording.proposal), whole, start
        ),
    )
