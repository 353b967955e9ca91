import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBacklot } from './run-backlot.ts';
import { smallSetUp, writeSmallPlate } from './small-collapse.ts';
import { wrapPng } from './test-png.ts';

let folder = '';
let home = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-bad-input-'));
  home = join(folder, 'home');
  await writeSmallPlate(join(folder, 'plate.png'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('pictures that are none', () => {
  it('refuses a zero-byte picture', async () => {
    await expectRefusal(await take(await plate('empty.png', Buffer.alloc(0))), /empty|zero/i);
  });

  it('refuses a truncated picture', async () => {
    const whole = await readFile(join(folder, 'plate.png'));
    await expectRefusal(
      await take(await plate('cut.png', whole.subarray(0, whole.length / 2))),
      /truncated|unreadable/i,
    );
  });

  it('refuses a 30,000 × 30,000 PNG by its header', async () => {
    const startedMs = performance.now();
    await expectRefusal(
      await take(await plate('huge.png', wrapPng(30_000, 30_000, deflateSync(Buffer.alloc(1024))))),
      /30.?000/,
    );
    expect(performance.now() - startedMs).toBeLessThan(20_000);
  });

  it('refuses a PNG that calls itself a JPEG, naming both', async () => {
    const png = await readFile(join(folder, 'plate.png'));
    await expectRefusal(await take(await plate('photo.jpg', png)), /photo\.jpg.*PNG/is);
  });

  it('refuses a text that calls itself a PNG', async () => {
    await expectRefusal(await take(await plate('text.png', Buffer.from('this is a text'))), /png/i);
  });
});

describe('set-ups that make no sense', () => {
  it.each([
    ['a negative height', (s: SetUp) => (s.parameters.building.heightM = -3), /heightM/],
    ['zero frames', (s: SetUp) => (s.parameters.output.durationFrames = 0), /durationFrames/],
    ['a thousand million frames', (s: SetUp) => (s.parameters.output.durationFrames = 1e9), /durationFrames/],
    ['an unknown field', (s: SetUp) => Object.assign(s.parameters, { explosions: true }), /explosions/],
    ['a shot that climbs out', (s: SetUp) => (s.shot = '../../etc'), /shot/],
    ['a production that climbs out', (s: SetUp) => (s.production = '../x'), /production/],
    ['a building outside the picture', (s: SetUp) => (s.parameters.building.plan = BEHIND_CAMERA), /outside|picture/i],
    ['parallel vanishing lines', (s: SetUp) => (s.parameters.camera = PARALLEL_LINES), /parallel|vanish/i],
  ])('refuses %s', async (_name, change, words) => {
    const setUp = smallSetUp('plate.png');
    change(setUp);
    await expectRefusal(await takeSetUp(JSON.stringify(setUp)), words);
  });

  it('refuses NaN, which JSON has no word for', async () => {
    await expectRefusal(
      await takeSetUp(JSON.stringify(smallSetUp('plate.png')).replace('"seed":7', '"seed":NaN')),
      /JSON/,
    );
  });

  it('refuses a number beyond numbers', async () => {
    const text = JSON.stringify(smallSetUp('plate.png')).replace('"heightM":6.4', '"heightM":1e400');
    await expectRefusal(await takeSetUp(text), /heightM/);
  });

  it('refuses bytes that are no UTF-8', async () => {
    await expectRefusal(await takeSetUp(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), /UTF-8/);
  });

  it('refuses a set-up that is not there', async () => {
    await expectRefusal(await run(['take', 'collapse', join(folder, 'nowhere.json')]), /nowhere\.json/);
  });

  it('refuses an engine that is not there', async () => {
    const path = join(folder, 'fine.json');
    await writeFile(path, JSON.stringify(smallSetUp('plate.png')));
    await expectRefusal(await run(['take', 'earthquake', path]), /earthquake/);
  });

  it('refuses a plate without a licence statement by policy, with exit code 3', async () => {
    const setUp = smallSetUp('plate.png');
    delete setUp.inputs.plate.licence;
    const result = await takeSetUp(JSON.stringify(setUp));
    expect(result.exitCode).toBe(3);
    expect(JSON.parse(result.stdout).decision.reasons[0]).toMatchObject({
      ruleId: expect.any(String),
      source: expect.any(String),
    });
  });

  it('prints the same error in words without --json', async () => {
    const result = await runBacklot(['take', 'collapse', join(folder, 'nowhere.json'), '--out', join(folder, 'out')], {
      home,
    });
    expect(result.exitCode).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/SET_UP_UNREADABLE: .*nowhere\.json/);
  });
});

describe('after all that', () => {
  it('no take was made, no copy of a picture lies about, and the ledger holds', async () => {
    const takes = JSON.parse((await runBacklot(['takes', '--json'], { home })).stdout);
    expect(takes.map((take: { state: string }) => take.state)).toEqual(['refused']);
    expect(await readdir(join(home, 'temporary'))).toEqual([]);
    const ledger = await runBacklot(['verify', '--json'], { home });
    expect(JSON.parse(ledger.stdout)).toMatchObject({ state: 'valid' });
  });
});

type SetUp = ReturnType<typeof smallSetUp>;
const BEHIND_CAMERA = { kind: 'box', centreM: [0, 500], widthM: 14, depthM: 10 };
const PARALLEL_LINES = {
  kind: 'vanishing-lines',
  alongX: [
    [10, 40, 150, 40],
    [10, 80, 150, 80],
  ],
  alongZ: [
    [20, 10, 20, 80],
    [90, 10, 90, 80],
  ],
  knownLength: { lies: 'ground', fromPx: [40, 80], toPx: [120, 80], lengthM: 10 },
};

async function plate(name: string, bytes: Buffer): Promise<string> {
  await writeFile(join(folder, name), bytes);
  return name;
}

async function take(plateName: string) {
  return takeSetUp(JSON.stringify(smallSetUp(plateName)));
}

async function takeSetUp(content: string | Buffer) {
  const path = join(folder, 'set-up.json');
  await writeFile(path, content);
  return run(['take', 'collapse', path]);
}

function run(words: readonly string[]) {
  return runBacklot([...words, '--out', join(folder, 'out'), '--json'], { home });
}

async function expectRefusal(result: Awaited<ReturnType<typeof run>>, words: RegExp) {
  expect(result, result.stderr).toMatchObject({ exitCode: 2 });
  const { error } = JSON.parse(result.stdout);
  expect(error.code).toMatch(/^[A-Z_]+$/);
  expect(`${error.code} ${error.message} ${error.hint}`).toMatch(words);
  expect(error.message, 'a message names the file of the set-up, not a copy of it').not.toContain(home);
  expect(error.hint).toEqual(expect.any(String));
  await expect(readdir(join(folder, 'out'))).rejects.toThrow();
}
