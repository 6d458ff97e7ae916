"""From here on the database salts and chains every entry by itself."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0003_existing_entries"),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    if tg_op = 'UPDATE'\n       and current_setting('draaischijf.redacting_history', true) = 'on'\n       and new.redacted is not null\n       and new.salt <> old.salt\n       and new.digest = old.digest\n       and history_fixed(new) = history_fixed(old) then\n        return new;\n    end if;\n    raise exception 'history is append-only';\n",
                    hash="43249a9dec6a341817dc60fb0a527c893ee918e5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_988c8",
                    table="history_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="salted",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    new.salt = replace(gen_random_uuid()::text, '-', '');\n    new.redacted = null;\n    new.digest = history_digest(new.salt, history_content(new));\n    return new;\n",
                    hash="be21d6887fd99c6b4d5f4965c9d4c59f96eb86b6",
                    operation="INSERT",
                    pgid="pgtrigger_salted_d1a60",
                    table="history_entry",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="entry",
            trigger=pgtrigger.compiler.Trigger(
                name="chained",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    constraint="CONSTRAINT",
                    func="perform history_chain_at_commit(new.id); return null;",
                    hash="df46b6317a8dfa24215a0db5604cde67fc1be037",
                    operation="INSERT",
                    pgid="pgtrigger_chained_6db61",
                    table="history_entry",
                    timing="DEFERRABLE INITIALLY DEFERRED",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="raise exception 'history is append-only';",
                    hash="443518883e56b8ad4f12075356244d195a82dce7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_02cb1",
                    table="history_link",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="link",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="raise exception 'history is append-only';",
                    hash="ea088c26c3d11694a8abfc5c15be7ac549ae00f9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_17301",
                    table="history_link",
                    when="BEFORE",
                ),
            ),
        ),
    ]
