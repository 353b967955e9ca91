import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  findSignatureFault,
  type LedgerCheckpoint,
  nextCheckpoint,
  parseCheckpoint,
  signCheckpoint,
} from './ledger-checkpoint.ts';
import { createDevelopmentSigner, readDevelopmentSigner } from './open-signer.ts';
import { recogniseSigner } from './recognise-signer.ts';
import type { Signer } from './signer.ts';
import { getAt, listPaths, makeLedger, setAt } from './testing/make-ledger.ts';
import { verifyCheckpoints } from './verify-checkpoints.ts';

const LEDGER = makeLedger(50);
const AT = '2026-11-25T10:00:00.000Z';

let folder: string;
let signer: Signer;
let stranger: Signer;
let good: LedgerCheckpoint[];
let findFault: (checkpoint: LedgerCheckpoint) => string | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backlot-checkpoint-'));
  signer = await createDevelopmentSigner(join(folder, 'ours'), new Date());
  stranger = await createDevelopmentSigner(join(folder, 'theirs'), new Date());
  good = makeCheckpoints(signer);
  const isOurs = recogniseSigner({ signers: [signer] });
  findFault = (checkpoint) => findSignatureFault(checkpoint, isOurs);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function makeCheckpoints(by: Signer): LedgerCheckpoint[] {
  const checkpoints: LedgerCheckpoint[] = [];
  for (const index of [9, 19, 29, 39]) {
    const { hash } = LEDGER[index]!;
    checkpoints.push(signCheckpoint(nextCheckpoint(checkpoints.at(-1), { index, hash }, AT), by));
  }
  return checkpoints;
}

function judge(database: readonly unknown[], file: readonly unknown[], isFileComplete = true) {
  return verifyCheckpoints({ database, file, isFileComplete }, findFault);
}

describe('checkpoints', () => {
  it('hold as they were written, also after a way through JSON', () => {
    const copies = good.map((checkpoint) => JSON.parse(JSON.stringify(checkpoint)));
    expect(judge(copies, copies)).toEqual({ checkpoints: good, faults: [], notes: [] });
    expect(judge([], [])).toEqual({ checkpoints: [], faults: [], notes: [] });
  });

  it('show a change of any field of any of them, in either copy', () => {
    const value = fc.oneof(fc.string(), fc.nat(), fc.constant(null));
    fc.assert(
      fc.property(fc.nat(3), fc.nat(), value, fc.boolean(), (number, at, put, isFile) => {
        const copies = good.map((checkpoint) => JSON.parse(JSON.stringify(checkpoint)));
        const paths = listPaths(copies[number]);
        const path = paths[at % paths.length]!;
        fc.pre(getAt(copies[number], path) !== put);
        setAt(copies[number], path, put);
        const found = isFile ? judge(good, copies) : judge(copies, good);
        expect(found.faults[0]).toMatch(new RegExp(`^Checkpoint ${number} of the ${isFile ? 'file' : 'database'}: `));
        expect(found.checkpoints).toEqual(good);
      }),
      { numRuns: 300, seed: 20261125 },
    );
  });

  it('show any that is missing or out of order', () => {
    const [first, second, third, fourth] = good as [
      LedgerCheckpoint,
      LedgerCheckpoint,
      LedgerCheckpoint,
      LedgerCheckpoint,
    ];
    const without = [first, third, fourth];
    expect(judge(without, without).faults[0]).toMatch(/expected number 1, got 2: checkpoints are missing/);
    expect(judge([second, third], [second, third]).faults[0]).toMatch(/expected number 0, got 1/);
    expect(judge(good, [first, third, second, fourth]).faults[0]).toMatch(/^Checkpoint 1 of the file/);
    expect(judge(good, [...good, 'half a li']).faults[0]).toMatch(/^Checkpoint 4 of the file: it is not of the form/);
  });

  it('show a stranger’s signature', () => {
    const forged = makeCheckpoints(stranger);
    expect(judge(forged, forged).faults).toEqual([
      'Checkpoint 0 of the database: somebody signed it who is not this studio',
      'Checkpoint 0 of the file: somebody signed it who is not this studio',
    ]);
    // With our certificate behind theirs, or in front of their signature.
    const [theirs] = forged as [LedgerCheckpoint];
    const mixed = { ...theirs, chain: [theirs.chain[0]!, ...good[0]!.chain] };
    expect(findFault(mixed)).toBe('its signature does not match what it says');
    expect(findFault({ ...theirs, chain: good[0]!.chain })).toBe('its signature does not match what it says');
    const liar: Signer = { ...stranger, chain: [stranger.chain[0]!, ...signer.chain] };
    expect(findFault(makeCheckpoints(liar)[0]!)).toBe('somebody signed it who is not this studio');
  });

  it('need not be alike where a process was killed between the two, but for one', () => {
    expect(judge(good.slice(0, 3), good)).toMatchObject({ checkpoints: good, faults: [] });
    expect(judge(good, good.slice(0, 3))).toMatchObject({ checkpoints: good, faults: [] });
    expect(judge(good.slice(0, 2), good).faults).toEqual(['The database lacks the last 2 checkpoints of the file']);
    expect(judge(good, good.slice(0, 2)).faults).toEqual(['The file lacks the last 2 checkpoints of the database']);
    expect(judge(good, good.slice(0, 2), false)).toMatchObject({ checkpoints: good, faults: [] });
    expect(judge([], good).faults).toHaveLength(1);
    expect(judge(good, []).faults).toHaveLength(1);
  });

  it('show two copies that say different things, each signed well', () => {
    const other = signCheckpoint(nextCheckpoint(good[2], { index: 40, hash: LEDGER[40]!.hash }, AT), signer);
    expect(judge(good, [...good.slice(0, 3), other]).faults).toEqual([
      'Checkpoint 3 of the file is another one than that of the database',
    ]);
  });

  it('are recognised after the signer was configured anew, and by a declared certificate', async () => {
    const before = await readDevelopmentSigner(join(folder, 'ours'), new Date());
    expect(before?.chain).toEqual(signer.chain);
    expect(await readDevelopmentSigner(join(folder, 'none'), new Date())).toBeUndefined();
    const leaf = Buffer.from(signer.chain[0]!).toString('base64');
    const anchorsPem = `-----BEGIN CERTIFICATE-----\n${leaf}\n-----END CERTIFICATE-----\n`;
    for (const known of [{ signers: [stranger, signer] }, { signers: [stranger], anchorsPem }])
      expect(findSignatureFault(good[0]!, recogniseSigner(known))).toBeUndefined();
  });

  it('are read out of anything without an error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(parseCheckpoint(value)).toBeUndefined();
      }),
      { numRuns: 1000, seed: 20261125 },
    );
  });
});
