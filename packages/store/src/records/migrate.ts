import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { BacklotError } from '@backlot/film';
import type { Database } from '../postgres/database.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);
/** Any number will do; it must never change. */
const LOCK_KEY = 72_160_001;

interface Migration {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/**
 * Whether the database has this release's tables: one query.
 * @throws BacklotError `DATABASE_UNAVAILABLE` when a newer release has been here
 */
export async function isMigrated(database: Database): Promise<boolean> {
  return isComplete(readMigrations(), await readApplied(database));
}

/**
 * Brings the database to this release's tables in one transaction that only one process at a time may enter; `finish`
 * belongs to that transaction, and runs also when there is nothing to bring.
 * @throws BacklotError `DATABASE_UNAVAILABLE`
 */
export async function migrate(
  database: Database,
  finish: (execute: Database['execute']) => Promise<void> = async () => {},
): Promise<void> {
  const migrations = readMigrations();
  await database.transaction(async ({ execute }) => {
    await execute('select pg_advisory_xact_lock($1)', [LOCK_KEY]);
    await execute(
      'create table if not exists schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    );
    const { rows } = await execute('select name from schema_migrations');
    const applied = new Set(rows.map(nameOf));
    for (const migration of migrations.filter((each) => !applied.has(each.name))) {
      await execute(migration.text);
      await execute('insert into schema_migrations (name, sha256) values ($1, $2)', [migration.name, migration.sha256]);
    }
    await finish(execute);
  });
}

async function readApplied(database: Database): Promise<readonly string[]> {
  const { rows } = await database.execute("select to_regclass('schema_migrations') is not null as there");
  if (Reflect.get(Object(rows[0]), 'there') !== true) return [];
  return (await database.execute('select name from schema_migrations')).rows.map(nameOf);
}

function isComplete(migrations: readonly Migration[], applied: readonly string[]): boolean {
  const known = new Set(migrations.map((migration) => migration.name));
  const foreign = applied.find((name) => !known.has(name));
  if (foreign !== undefined) {
    throw new BacklotError('DATABASE_UNAVAILABLE', `Database: it was changed by a newer release (${foreign})`, {
      hint: 'Update this clone to the release that was used before.',
    });
  }
  return applied.length === migrations.length;
}

function readMigrations(): Migration[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      return { name, text, sha256: createHash('sha256').update(text).digest('hex') };
    });
}

function nameOf(row: unknown): string {
  return String(Reflect.get(Object(row), 'name'));
}
