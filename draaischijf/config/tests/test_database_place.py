"""Where the database stands is known to Django's own commands, too."""

from __future__ import annotations

from django.db import connection


def test_a_shell_on_the_database_finds_it():
    place = connection.settings_dict

    words, _environment = connection.client.settings_to_cmd_args_env(place, [])

    assert words[words.index("-h") + 1] == place["HOST"] != ""
    assert "host" not in place["OPTIONS"]
