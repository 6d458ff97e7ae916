"""Taking a name out of history leaves the chain sound."""

from __future__ import annotations

import pytest

from draaischijf.history.chain import verify
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership, make_user
from draaischijf.privacy.domain.persons import remove_person
from draaischijf.privacy.enums import Asker
from draaischijf.privacy.queries.subjects import FORMER, subject_by_address
from draaischijf.privacy.tests.test_persons import KIM, NAME, fill


@pytest.mark.django_db(transaction=True)
def test_the_chain_is_sound_after_a_removal():
    partnership = make_partnership()
    dora = make_member(partnership, RoleKind.ADMINISTRATOR, name="Dora")
    fill(partnership, make_user(NAME, email=KIM))
    assert verify().is_sound

    remove_person(subject_by_address(partnership, KIM), asker=Asker.OFFICER, actor=dora)

    verdict = verify()
    assert verdict.is_sound, verdict.problem
    assert verdict.redacted == 2
    assert Entry.objects.filter(actor_name=FORMER).exists()
