-- The ledger only grows. These triggers hold whoever connects, short of the tables' owner switching them off; in the
-- embedded PostgreSQL the studio connects as a role that owns nothing here (src/postgres/application-role.ts).
create function refuse_ledger_change() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception '% of %: the ledger is append-only', tg_op, tg_table_name using errcode = 'insufficient_privilege';
end
$$;

-- An entry follows the head, in place and in hash. The head's row lock puts all writers in one queue.
create function demand_ledger_order() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
declare
  head ledger_head%rowtype;
begin
  select * into strict head from ledger_head for update;
  if new.index <> coalesce(head.index + 1, 0) or new.previous_hash <> coalesce(head.hash, repeat('0', 64)) then
    raise exception 'insert of ledger entry %: it does not follow entry %', new.index, coalesce(head.index, -1)
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

-- The head moves to the next entry and nowhere else.
create function demand_ledger_head_forward() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.index is distinct from coalesce(old.index + 1, 0)
    or not exists (select from ledger_entries where index = new.index and hash = new.hash) then
    raise exception 'update of ledger_head: expected entry %, got %', coalesce(old.index + 1, 0), new.index
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

-- Judged at the commit: no entry is kept that the head did not move to.
create function demand_ledger_head_moved() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if not exists (select from ledger_head where index >= new.index) then
    raise exception 'insert of ledger entry %: the head did not move to it', new.index
      using errcode = 'integrity_constraint_violation';
  end if;
  return null;
end
$$;

create trigger ledger_entries_keep before update or delete on ledger_entries
  for each row execute function refuse_ledger_change();
create trigger ledger_entries_keep_all before truncate on ledger_entries
  for each statement execute function refuse_ledger_change();
create trigger ledger_entries_follow before insert on ledger_entries
  for each row execute function demand_ledger_order();
create constraint trigger ledger_entries_headed after insert on ledger_entries
  deferrable initially deferred for each row execute function demand_ledger_head_moved();

create trigger ledger_head_forward before update on ledger_head
  for each row execute function demand_ledger_head_forward();
create trigger ledger_head_keep before insert or delete on ledger_head
  for each row execute function refuse_ledger_change();
create trigger ledger_head_keep_all before truncate on ledger_head
  for each statement execute function refuse_ledger_change();

-- Signed statements of how far the ledger had come; they lie in <home>/ledger-checkpoints.jsonl too.
create table ledger_checkpoints (
  number bigint primary key,
  checkpoint json not null
);

create trigger ledger_checkpoints_keep before update or delete on ledger_checkpoints
  for each row execute function refuse_ledger_change();
create trigger ledger_checkpoints_keep_all before truncate on ledger_checkpoints
  for each statement execute function refuse_ledger_change();
