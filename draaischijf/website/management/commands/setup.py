"""Set up a new site: reference data, the first partnership, its administrator."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.people import domain
from draaischijf.people.enums import PartnershipKind, RoleKind
from draaischijf.people.models import Partnership
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.models import Area

QUESTIONS = {
    "name": "Name of the partnership (for example: Lokaal Sociaal Beleid Lokelare)",
    "slug": "Its address on this site (for example: lokelare)",
    "kind": f"Its kind ({', '.join(PartnershipKind.values)})",
    "area": "Its territory: a municipality or region (may stay empty)",
    "email": "E-mail address of the administrator",
    "person": "Name of the administrator",
}
MAY_BE_EMPTY = {"area"}


class Command(BaseCommand):
    help = "Load the reference data and set up a partnership with its administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        for name, question in QUESTIONS.items():
            parser.add_argument(f"--{name}", help=question)
        parser.add_argument(
            "--reference-only",
            action="store_true",
            help="load or renew the reference data and stop there",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        loaded = load_reference_data()
        self.stdout.write(
            f"Reference data: {loaded.terms} terms in {loaded.schemes} lists, "
            f"{loaded.areas} areas, {loaded.abbreviations} abbreviations."
        )
        if options["reference_only"]:
            return
        answers = {name: self._answer(name, options[name]) for name in QUESTIONS}
        try:
            partnership = set_up(answers)
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        self.stdout.write(
            f"{partnership} is ready at /{partnership.slug}/. "
            f"{answers['email']} signs in there with a mailed code."
        )

    def _answer(self, name: str, given: str | None) -> str:
        while given is None or (not given.strip() and name not in MAY_BE_EMPTY):
            try:
                given = input(f"{QUESTIONS[name]}: ")
            except EOFError:
                raise CommandError(
                    f"Give --{name}: {QUESTIONS[name].lower()}"
                ) from None
        return given.strip()


@transaction.atomic
def set_up(answers: dict[str, str]) -> Partnership:
    """Make the partnership and its administrator.

    Raises ValidationError that names what is wrong: an unknown kind or territory, an
    address that is taken, an e-mail address that is none.
    """
    if answers["kind"] not in PartnershipKind:
        raise ValidationError(
            f"“{answers['kind']}” is no kind of partnership. "
            f"Choose one of: {', '.join(PartnershipKind.values)}."
        )
    validate_email(answers["email"])
    partnership = domain.create_partnership(
        slug=answers["slug"],
        name=answers["name"],
        kind=answers["kind"],
        area=_area(answers["area"]),
        contact_email=answers["email"],
    )
    user = User.objects.filter(
        email=answers["email"].lower()
    ).first() or User.objects.create_user(answers["email"], answers["person"])
    person = domain.add_person(partnership, answers["person"], user=user)
    domain.give_role(person, RoleKind.ADMINISTRATOR, actor=None)
    return partnership


def _area(name: str) -> Area | None:
    if not name:
        return None
    found = Area.objects.filter(name__iexact=name).order_by("kind").first()
    if found is None:
        near = Area.objects.filter(name__icontains=name[:4]).values_list(
            "name", flat=True
        )
        raise ValidationError(
            f"There is no municipality or region “{name}”. "
            f"Do you mean one of these? {', '.join(near[:8])}"
        )
    return found
