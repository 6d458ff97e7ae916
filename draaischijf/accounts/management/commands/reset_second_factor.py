"""Take the passkeys, the app and the codes of an account away: when all are lost."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from draaischijf.accounts.domain import reset_second_factor
from draaischijf.accounts.models import User


class Command(BaseCommand):
    help = "Let an account sign in with a mailed code alone again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address of the account")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        user = User.objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"There is no account with {options['email']}.")
        removed = reset_second_factor(user)
        self.stdout.write(f"{user.email}: {removed} removed, signed out everywhere.")
