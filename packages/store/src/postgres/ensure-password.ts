import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The password in the file at `path`, made at first use. Of several processes that make it at once one wins, and it never
 * changes afterwards: a data folder may have been made with it already.
 */
export function ensurePassword(path: string): string {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    writeFileSync(temporary, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600, flush: true });
  }
  try {
    linkSync(temporary, path);
  } catch {
    // Another process was quicker: its password stands.
  } finally {
    rmSync(temporary, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}
