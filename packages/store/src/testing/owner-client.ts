import pg from 'pg';
import { POSTGRES_PORT, postgresPaths } from '../postgres/home-paths.ts';
import { DATABASE_ROLE, readPassword } from '../postgres/initialise-data.ts';

/** A client of a home's embedded PostgreSQL as the owner of the tables: what somebody can do who reads its password. */
export function ownerClient(home: string): pg.Client {
  const paths = postgresPaths(home);
  const password = readPassword(paths);
  return new pg.Client({ host: paths.run, port: POSTGRES_PORT, user: DATABASE_ROLE, password, database: 'postgres' });
}
