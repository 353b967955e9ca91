import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine, EngineResult } from '../engine.ts';
import { checkPlannedCalls, recordCalls } from './check-planned-calls.ts';
import type { EngineFixture } from './engine-fixture.ts';
import { type FixtureRun, hashFolder, prepareFixtureRun, runFixture } from './fixture-run.ts';
import { refuseModels } from './refuse-models.ts';

export { refuseModels };

/**
 * The promises that every engine keeps, as tests: strict parameters, same recipe same bytes on 1 and 2 threads, cancel
 * within a second, resume, honest progress, calls of models as planned, whole files only, nothing written outside its
 * folders.
 */
export function describeEngineConformance<Parameters>(engine: Engine<Parameters>, fixture: EngineFixture): void {
  describe(`engine ${engine.id} keeps the contract`, () => {
    let root = '';
    let reference: { run: FixtureRun; result: EngineResult; hashes: Record<string, string> };
    const recorded = recordCalls(fixture.models ?? refuseModels);

    beforeAll(async () => {
      root = await mkdtemp(join(tmpdir(), `backlot-${engine.id}-`));
      const run = await prepareFixtureRun(join(root, 'reference'), fixture);
      const result = await runFixture(engine, { ...fixture, models: recorded.models }, { run, threads: 1 });
      reference = { run, result, hashes: await hashFolder(run.outDir) };
    }, 300_000);

    afterAll(() => rm(root, { recursive: true, force: true }));

    describeStatement(engine, fixture);

    it('leaves exactly the files that it names', () => {
      expect(Object.keys(reference.hashes)).toEqual([...fixture.outputNames].sort());
      expect(reference.result.outputs.map((output) => output.name).sort()).toEqual([...fixture.outputNames].sort());
    });

    it('reports progress that never falls and ends at 1', () => {
      const fractions = reference.run.progress.map((progress) => progress.fraction);
      expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
      expect(Math.min(...fractions)).toBeGreaterThanOrEqual(0);
      expect(fractions.at(-1)).toBe(1);
    });

    it('asks its models for what it planned, and for nothing else', () => {
      const parameters = engine.parametersSchema.parse(fixture.parameters);
      const { inputs } = reference.run;
      expect(checkPlannedCalls(engine, { parameters, inputs }, recorded.requests)).toEqual([]);
    });

    it('gives figures that are finite numbers', () => {
      expect(Object.values(reference.result.figures).filter((figure) => !Number.isFinite(figure))).toEqual([]);
    });

    it('writes nothing outside its folders', async () => {
      expect((await readdir(reference.run.root)).sort()).toEqual(['inputs', 'out', 'work']);
      const untouched = await prepareFixtureRun(join(root, 'untouched'), fixture);
      expect(await hashFolder(join(reference.run.root, 'inputs'))).toEqual(
        await hashFolder(join(untouched.root, 'inputs')),
      );
    });

    it('makes the same bytes on two threads', async () => {
      const run = await prepareFixtureRun(join(root, 'two-threads'), fixture);
      await runFixture(engine, fixture, { run, threads: 2 });
      expect(await hashFolder(run.outDir)).toEqual(reference.hashes);
    }, 300_000);

    it('stops within a second of a cancel, leaves no half file, and resumes to the same bytes', async () => {
      const run = await prepareFixtureRun(join(root, 'cancelled'), fixture);
      const cancelled = await cancelRun(engine, fixture, run);
      expect(cancelled.error).toBe(cancelled.reason);
      expect(cancelled.tookMs).toBeLessThan(1000);
      expect(reference.hashes).toMatchObject(await hashFolder(run.outDir));

      await runFixture(engine, fixture, { run, threads: 2 });
      expect(await hashFolder(run.outDir)).toEqual(reference.hashes);
    }, 300_000);

    it('makes another seed its own take', async () => {
      const other = { ...fixture, seed: fixture.seed + 1 };
      const run = await prepareFixtureRun(join(root, 'other-seed'), other);
      await prepareLeftovers(reference.run, run);
      await runFixture(engine, other, { run, threads: 2 });
      expect(await hashFolder(run.outDir)).not.toEqual(reference.hashes);
    }, 300_000);
  });
}

function describeStatement<Parameters>(engine: Engine<Parameters>, fixture: EngineFixture): void {
  it('has a kebab-case id and a version', () => {
    expect(engine.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    expect(engine.version).not.toBe('');
  });

  it('refuses a field that its schema does not know', () => {
    expect(engine.parametersSchema.safeParse(fixture.parameters).success).toBe(true);
    expect(engine.parametersSchema.safeParse({ ...fixture.parameters, unheardOf: 1 }).success).toBe(false);
  });

  it('names the builds that can change a byte, the same each time', async () => {
    const builds = await engine.builds();
    expect(Object.keys(builds)).not.toEqual([]);
    expect(await engine.builds()).toEqual(builds);
  });

  it('accepts the fixture and expects a picture of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), `backlot-${engine.id}-check-`));
    const parameters = engine.parametersSchema.parse(fixture.parameters);
    await engine.check(parameters, await fixture.writeInputs(folder));
    expect(engine.expect(parameters).durationFrames).toBeGreaterThan(0);
    await rm(folder, { recursive: true });
  });

  it('refuses to check without its required inputs', async () => {
    const parameters = engine.parametersSchema.parse(fixture.parameters);
    const required = engine.inputRoles.filter((role) => role.required);
    if (required.length > 0) await expect(engine.check(parameters, [])).rejects.toMatchObject({ name: 'BacklotError' });
  });
}

async function cancelRun<Parameters>(engine: Engine<Parameters>, fixture: EngineFixture, run: FixtureRun) {
  const controller = new AbortController();
  const reason = new Error('cancelled by the conformance suite');
  let cancelledAtMs = 0;
  const error = await runFixture(engine, fixture, {
    run,
    threads: 2,
    signal: controller.signal,
    onReport: (progress) => {
      if (progress.fraction < (fixture.abortAtFraction ?? 0.5) || controller.signal.aborted) return;
      cancelledAtMs = performance.now();
      controller.abort(reason);
    },
  }).catch((failure: unknown) => failure);
  return { error, reason, tookMs: performance.now() - cancelledAtMs };
}

/** Work folders are per recipe in the studio, yet leftovers of another recipe must not leak into a take. */
async function prepareLeftovers(from: FixtureRun, to: FixtureRun): Promise<void> {
  await cp(from.workDir, to.workDir, { recursive: true });
}
