import { BacklotError } from '@backlot/film';

const LOST_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', '57P01', '57P02', '57P03']);

/** Whether the database was not there, or went away: worth another try, where nothing can have been written. */
export function isConnectionLost(error: unknown): boolean {
  const code = codeOf(error);
  if (LOST_CODES.has(code) || code.startsWith('08')) return true;
  return (
    rootOf(error).message.startsWith('Connection terminated') ||
    /not queryable|client was closed/i.test(rootOf(error).message)
  );
}

/** Whether the database broke off a transaction for the sake of others (deadlock, serialisation): worth another try at once. */
export function isConflict(error: unknown): boolean {
  return ['40P01', '40001'].includes(codeOf(error));
}

/** Turns the database's refusals into words a person can act on; other errors come back as they are. */
export function mapDatabaseError(error: unknown): unknown {
  if (error instanceof BacklotError) return error;
  if (codeOf(error) === '53100' || codeOf(error) === 'ENOSPC') {
    return new BacklotError('DISK_FULL', 'Disk full: the database could not write', {
      hint: 'Free some space and try again; what was acknowledged before is safe.',
      cause: error,
    });
  }
  const isRefused = ['28P01', '28000', '3D000', 'ENOTFOUND', 'EHOSTUNREACH', '53300'].includes(codeOf(error));
  if (!isRefused && !isConnectionLost(error) && !isConflict(error)) return error;
  return new BacklotError('DATABASE_UNAVAILABLE', `Database: ${rootOf(error).message}`, {
    hint: 'Try again in a moment; if you set DATABASE_URL, check it and whether that server runs.',
    cause: error,
  });
}

function codeOf(error: unknown): string {
  const root = rootOf(error);
  return 'code' in root ? String(root.code) : '';
}

/** Drizzle and node wrap what PostgreSQL and the socket say. */
function rootOf(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  if (error instanceof AggregateError && error.errors[0] instanceof Error) return rootOf(error.errors[0]);
  return error.cause instanceof Error && !('code' in error) ? rootOf(error.cause) : error;
}
