import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearSettledWork } from './clear-settled-work.ts';
import { createFolderFiles } from './testing/folder-files.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-settled-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const STATES: Readonly<Record<string, string | undefined>> = {
  reviewed: 'in-review',
  cancelled: 'cancelled',
  running: 'running',
  held: 'cancelled',
  awaited: 'failed',
  unknown: undefined,
};

it('clears the work of takes that are settled, held by nobody and await no answer, and no other', async () => {
  const files = createFolderFiles(folder);
  for (const takeId of Object.keys(STATES)) await files.workFolders(takeId);
  const released: string[] = [];
  const ports = {
    files,
    records: {
      takes: { stateOf: async (takeId: string) => STATES[takeId] },
      models: { calls: { ofTake: async (takeId: string) => (takeId === 'awaited' ? [{ state: 'collecting' }] : []) } },
    },
    jobs: {
      lease: async (takeId: string) =>
        takeId === 'held' ? undefined : { release: async () => void released.push(takeId) },
    },
  };
  await clearSettledWork(ports as unknown as Parameters<typeof clearSettledWork>[0]);
  expect([...(await files.listWork())].sort()).toEqual(['awaited', 'held', 'running', 'unknown']);
  expect(released.sort()).toEqual(['awaited', 'cancelled', 'reviewed']);
});
