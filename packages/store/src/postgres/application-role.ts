import type { Database } from './database.ts';

/** The role that the studio works as in its embedded PostgreSQL: it owns no table, so it can switch off no trigger. */
export const APPLICATION_ROLE = 'backlot_studio';

/** The queue keeps its tables in a schema of its own, which the application's role owns. */
export const QUEUE_SCHEMA = 'pgboss';

/**
 * Makes the application's role, or brings its rights up to date: everything in the studio's tables, but the ledger only
 * to read and to append to. Runs as the owner, in the transaction of the migrations, after them. Idempotent.
 */
export async function grantToApplication(execute: Database['execute'], password: string): Promise<void> {
  // A base64url password needs no quoting beyond its quotes.
  if (!/^[\w-]+$/.test(password)) throw new Error('The application password is not the one that was made');
  const verb = (await doesRoleExist(execute)) ? 'alter' : 'create';
  await execute(
    `${verb} role ${APPLICATION_ROLE} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password '${password}'`,
  );
  await execute(RIGHTS);
  await execute(QUEUE_OWNERSHIP);
}

async function doesRoleExist(execute: Database['execute']): Promise<boolean> {
  return (await execute('select 1 from pg_roles where rolname = $1', [APPLICATION_ROLE])).rows.length > 0;
}

/** Tables of later migrations come with rights by default; the ledger's are taken back one by one. */
const RIGHTS = `
  revoke create on schema public from public;
  grant usage on schema public to ${APPLICATION_ROLE};
  grant select, insert, update, delete on all tables in schema public to ${APPLICATION_ROLE};
  grant usage, select on all sequences in schema public to ${APPLICATION_ROLE};
  alter default privileges in schema public grant select, insert, update, delete on tables to ${APPLICATION_ROLE};
  alter default privileges in schema public grant usage, select on sequences to ${APPLICATION_ROLE};
  revoke all on ledger_entries, ledger_head, ledger_checkpoints, schema_migrations from ${APPLICATION_ROLE};
  grant select, insert on ledger_entries, ledger_checkpoints to ${APPLICATION_ROLE};
  grant select, update (index, hash) on ledger_head to ${APPLICATION_ROLE};
  grant select on schema_migrations to ${APPLICATION_ROLE};`;

/** A home from before this role has a queue that the owner made. */
const QUEUE_OWNERSHIP = `
  create schema if not exists ${QUEUE_SCHEMA};
  alter schema ${QUEUE_SCHEMA} owner to ${APPLICATION_ROLE};
  do $$
  declare
    one record;
  begin
    for one in select c.oid::regclass as name from pg_class c
      where c.relnamespace = '${QUEUE_SCHEMA}'::regnamespace and c.relkind in ('r', 'p')
        and c.relowner <> '${APPLICATION_ROLE}'::regrole
    loop
      execute format('alter table %s owner to ${APPLICATION_ROLE}', one.name);
    end loop;
    for one in select p.oid::regprocedure as name from pg_proc p where p.pronamespace = '${QUEUE_SCHEMA}'::regnamespace
    loop
      execute format('alter routine %s owner to ${APPLICATION_ROLE}', one.name);
    end loop;
    for one in select t.oid::regtype as name from pg_type t
      where t.typnamespace = '${QUEUE_SCHEMA}'::regnamespace and t.typtype = 'e'
    loop
      execute format('alter type %s owner to ${APPLICATION_ROLE}', one.name);
    end loop;
  end
  $$;`;
