from __future__ import annotations

import pytest

from draaischijf import cli


def test_without_a_command_the_usage_is_told(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main([])

    assert ended.value.code == 2
    assert "usage: draaischijf [-h] COMMAND" in capsys.readouterr().err


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit):
        cli.main(["--help"])

    told = capsys.readouterr().out
    for word in (
        "demo", "serve", "worker", "import", "export", "setup", "check", "backup",
        "restore", "database", "messages", "manage",
    ):  # fmt: skip
        assert f"\n    {word} " in told


def test_a_server_that_does_not_answer_is_one_message(new_draaischijf):
    code, said, complained = new_draaischijf(
        "worker", DATABASE_URL="postgresql://nobody@localhost:1/none"
    )

    assert (code, said) == (1, "")
    assert complained.startswith(
        "draaischijf: The database does not do what was asked. connection failed"
    )
    assert "Traceback" not in complained


def test_a_table_that_is_not_there_leads_to_migrate(new_draaischijf):
    code, _, complained = new_draaischijf("manage", "clearsessions")

    assert code == 1
    assert (
        "The database is not up to date: run draaischijf manage migrate" in complained
    )


def test_interrupting_is_no_failure_to_explain(monkeypatch, capsys):
    def interrupt(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.wording, "check", interrupt)

    assert cli.main(["messages", "check"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("word", ["import", "export", "setup"])
def test_our_words_show_the_help_of_the_command_behind_them(draaischijf, word):
    code, said, _ = draaischijf(word, "--help")

    assert code == 0
    assert said.startswith(f"usage: draaischijf {word}")


def test_manage_runs_django_s_own(draaischijf):
    code, said, _ = draaischijf("manage", "showmigrations", "--plan")

    assert code == 0
    assert "[X]  history.0001_initial" in said


def test_a_failing_command_of_django_keeps_its_exit_code(draaischijf):
    code, _, complained = draaischijf("manage", "nonsense")

    assert code == 1
    assert "Unknown command: 'nonsense'" in complained
