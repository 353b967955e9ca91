import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What PostgreSQL writes about itself while it runs on a data folder. */
export interface PostmasterPid {
  readonly pid: number;
  /** `starting`, `ready`, `stopping`, … */
  readonly status: string;
}

const STATUS_LINE = 7;

/** Reads `postmaster.pid`; nothing when it is not there or not yet whole. */
export function readPostmasterPid(data: string): PostmasterPid | undefined {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    return pid > 0 ? { pid, status: lines[STATUS_LINE]?.trim() ?? 'starting' } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the process is the PostgreSQL of this very folder, and not another that got its number since. */
export function isPostmasterOf(data: string, pid: number): boolean {
  const command = commandOf(pid);
  return command.includes('postgres') && command.includes(data);
}

/**
 * Removes the mark of a PostgreSQL that is gone: after a reboot or in a new container another process may have its
 * number, and PostgreSQL would refuse to start for ever.
 */
export function removeStalePid(data: string): void {
  const found = readPostmasterPid(data);
  if (found && !isPostmasterOf(data, found.pid)) rmSync(join(data, 'postmaster.pid'), { force: true });
}

function commandOf(pid: number): string {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-p', String(pid), '-o', 'command=']).stdout?.toString() ?? '';
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
