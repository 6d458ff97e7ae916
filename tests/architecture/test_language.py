"""The Dutch catalogue says everything the source says."""

from __future__ import annotations

from draaischijf.core import messages


def test_the_catalogue_is_complete_and_sound(source):
    problems = messages.check_catalogues(source.package)

    assert not problems, "\n".join(map(str, problems))


def test_the_source_has_something_to_say(source):
    assert len(messages.source_messages(source.package)) > 300
