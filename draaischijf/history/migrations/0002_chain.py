"""Salt, digest and chain (decision 0015): the columns, the table and the functions."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

FUNCTIONS = """
-- What stays of an entry for ever, as one text.
create function history_fixed(e history_entry) returns text
language sql stable set search_path = public, pg_temp as $$
    select jsonb_build_array(
        e.id, (extract(epoch from e.at) * 1000000)::bigint, e.partnership_id,
        e.content_type_id, e.object_id, e.verb, e.actor_id, e.is_public
    )::text
$$;

-- What an entry says, as one text: the words that can be taken out.
create function history_content(e history_entry) returns text
language sql stable set search_path = public, pg_temp as $$
    select jsonb_build_array(e.data, e.note, e.actor_name, e.on_behalf_of)::text
$$;

create function history_digest(salt text, content text) returns text
language sql immutable set search_path = public, pg_temp as $$
    select encode(sha256(convert_to(salt || content, 'UTF8')), 'hex')
$$;

-- Puts entries at the end of the chain, in the order given; twice is once. The lock
-- lasts until the commit that this is part of, so the chain has one end.
create function history_chain(which bigint[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    told history_entry;
    last history_link;
begin
    perform pg_advisory_xact_lock(4015001);
    select * into last from history_link order by position desc limit 1;
    for told in
        select e.* from unnest(which) with ordinality as given(id, place)
        join history_entry e using (id)
        where not exists (select from history_link l where l.entry_id = e.id)
        order by place
    loop
        insert into history_link (position, entry_id, chain) values (
            coalesce(last.position, 0) + 1,
            told.id,
            history_digest(coalesce(last.chain, ''), history_fixed(told) || told.digest)
        ) returning * into last;
    end loop;
end
$$;

-- Called at the commit for every new entry: notes it, and asks once for the chain to
-- be made after all else that waits for this commit. Foreign keys may have to wait for
-- somebody's row; who has the lock of the chain must wait for nobody.
create unlogged table history_commit (id bigint generated always as identity);

create function history_chain_at_commit(which bigint) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    waiting text := current_setting('draaischijf.to_chain', true);
begin
    if waiting <> '' then
        perform set_config('draaischijf.to_chain', waiting || ',' || which, true);
    else
        perform set_config('draaischijf.to_chain', which::text, true);
        insert into history_commit default values;
    end if;
end
$$;

create function history_chain_now() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    waiting text := current_setting('draaischijf.to_chain', true);
begin
    perform set_config('draaischijf.to_chain', '', true);
    perform history_chain(string_to_array(waiting, ',')::bigint[]);
    delete from history_commit where id = new.id;
    return null;
end
$$;

create constraint trigger chain_now after insert on history_commit
    deferrable initially deferred for each row execute function history_chain_now();

-- Takes words out of an entry and gives the digest of what it says now. Whoever calls
-- it records that digest in a line of its own, or the chain does not fit any more.
create function history_redact(
    which bigint, new_data jsonb, new_note text, new_name text, new_behalf text
) returns text
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    given text;
begin
    perform set_config('draaischijf.redacting_history', 'on', true);
    update history_entry e set
        data = new_data, note = new_note, actor_name = new_name,
        on_behalf_of = new_behalf, redacted = now(),
        salt = replace(gen_random_uuid()::text, '-', '')
    where e.id = which
    returning history_digest(e.salt, history_content(e)) into given;
    perform set_config('draaischijf.redacting_history', '', true);
    return given;
end
$$;
"""
REMOVED = """
drop function history_redact(bigint, jsonb, text, text, text);
drop table history_commit;
drop function history_chain_now();
drop function history_chain_at_commit(bigint);
drop function history_chain(bigint[]);
drop function history_digest(text, text);
drop function history_content(history_entry);
drop function history_fixed(history_entry);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False)),
                ("chain", models.CharField(max_length=64)),
            ],
            options={
                "verbose_name": "link of the chain",
                "verbose_name_plural": "links of the chain",
                "ordering": ["position"],
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="entry",
            name="append_only",
        ),
        migrations.AddField(
            model_name="entry",
            name="digest",
            field=models.CharField(default="", editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name="entry",
            name="redacted",
            field=models.DateTimeField(
                editable=False, null=True, verbose_name="words taken out"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="salt",
            field=models.CharField(default="", editable=False, max_length=32),
        ),
        migrations.AddField(
            model_name="link",
            name="entry",
            field=models.OneToOneField(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="link",
                to="history.entry",
            ),
        ),
        migrations.RunSQL(FUNCTIONS, REMOVED),
    ]
