import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStudio } from './create-studio.ts';
import type { FileStore } from './ports/file-store.ts';
import { makeApprovedTake, openTestStudio, type TestStudio } from './testing/test-studio.ts';

let test: TestStudio;

beforeEach(async () => {
  test = await openTestStudio();
});
afterEach(() => rm(test.folder, { recursive: true, force: true }));

const studioWith = (verify: FileStore['verify']) =>
  createStudio({ ...test.ports, files: { ...test.ports.files, verify } });

describe('verifying a take', () => {
  it('throws what kept it from reading, and calls nothing damaged', async () => {
    const take = await makeApprovedTake(test);
    const exhausted = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
    const studio = studioWith(() => Promise.reject(exhausted));
    await expect(studio.verifyTake(take.id)).rejects.toBe(exhausted);
  });

  it('reads at most four files at once, and reports them in their order', async () => {
    const take = await makeApprovedTake(test, 12);
    let [open, most] = [0, 0];
    const studio = studioWith(async (sha256) => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setTimeout(resolve, 5));
      open -= 1;
      return test.ports.files.verify(sha256);
    });
    const report = await studio.verifyTake(take.id);
    expect(report.state).toBe('valid');
    expect(report.files.map((file) => file.name)).toEqual(take.files.map((file) => file.name));
    expect(most).toBe(4);
  });
});
