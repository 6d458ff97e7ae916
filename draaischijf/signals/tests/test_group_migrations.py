"""What the upgrade makes of the flags of one working group a partnership."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE = [("people", "0003_second_factor"), ("signals", "0018_places_since")]


@pytest.fixture
def old(transactional_db):
    """Give the tables as they were, and bring them up to date at the end."""
    executor = MigrationExecutor(connection)
    newest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    yield executor.loader.project_state(BEFORE).apps
    executor = MigrationExecutor(connection)
    executor.migrate(newest)


def upgraded():
    """Bring people and signals up to date and return their tables."""
    executor = MigrationExecutor(connection)
    newest = [
        node
        for node in executor.loader.graph.leaf_nodes()
        if node[0] in {"people", "signals"}
    ]
    executor.migrate(newest)
    return executor.loader.project_state(newest).apps


def test_flags_become_the_standard_group_and_who_it_is_for(old):
    partnerships = old.get_model("people", "Partnership").objects
    here, there, none = (
        partnerships.create(slug=slug, name=slug, kind="regional")
        for slug in ("hier", "daar", "geen")
    )
    houses = old.get_model("people", "Organisation").objects
    for partnership, name, flag in [
        (here, "CAW", True),
        (here, "OCMW", True),
        (here, "Buiten", False),
        (none, "Niet", False),
    ]:
        houses.create(
            partnership=partnership,
            name=name,
            normalised=name.lower(),
            in_working_group=flag,
        )
    rules = old.get_model("signals", "RoutingRule").objects
    for partnership in (here, there):
        rules.create(partnership=partnership, position=1, for_working_group=True)

    apps = upgraded()

    groups = apps.get_model("people", "WorkingGroup").objects.order_by("pk")
    assert [(one.partnership.slug, one.name, one.is_standard) for one in groups] == [
        ("hier", "Werkgroep signalen", True),
        # Nobody sits in it, but a rule gave it reports.
        ("daar", "Werkgroep signalen", True),
    ]
    members = apps.get_model("people", "GroupMember").objects.order_by("pk")
    assert [(one.organisation.name, one.since, one.until) for one in members] == [
        ("CAW", None, None),
        ("OCMW", None, None),
    ]
    kept = apps.get_model("signals", "RoutingRule").objects.order_by("pk")
    assert [one.group.partnership.slug for one in kept] == ["hier", "daar"]
