import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseCheckpoint, verifyFile, verifyLedger } from '@backlot/evidence';
import {
  BacklotError,
  consentRequestSchema,
  licenceRequestSchema,
  mappingOfErrorCode,
  modelCardRequestSchema,
  parseFrameRate,
  parseOrExplain,
  parseTakeSetUp,
  parseTimecode,
  performerRequestSchema,
  readTakeSetUp,
  reviewRequestSchema,
} from '@backlot/film';
import { encodeExr, encodePng, readExr, readPicture } from '@backlot/media';
import { createWordsCheck, parseUseFacts } from '@backlot/policy';
import { parseByteRange } from '../../apps/server/dist/files/parse-byte-range.js';
import { mutateBytes, mutateJson, pick, randomJson, randomText } from './random-input.mjs';
import { SAMPLES } from './samples.mjs';

const SCHEMAS = {
  performer: performerRequestSchema,
  consent: consentRequestSchema,
  licence: licenceRequestSchema,
  modelCard: modelCardRequestSchema,
  review: reviewRequestSchema,
};

const USES = new URL('../../examples/policy-uses/', import.meta.url);

/** Every parser of the studio; files that come from outside are read from a folder of their own. */
export async function createParserFuzz(random) {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-fuzz-'));
  const samples = await makeFiles();
  const path = (name) => join(folder, name);
  const encoder = new TextEncoder();
  const json = (value) => (random() < 0.85 ? mutateJson(random, value) : randomJson(random));
  const readMutated = async (name, bytes, read) => {
    await writeFile(path(name), mutateBytes(random, bytes));
    await read(path(name));
  };
  const parsers = {
    setUp: () => parseTakeSetUp(json(SAMPLES.setUp)),
    setUpBytes: () => readTakeSetUp(mutateBytes(random, encoder.encode(JSON.stringify(SAMPLES.setUp)))),
    record: () => {
      const kind = pick(random, Object.keys(SCHEMAS));
      parseOrExplain(SCHEMAS[kind], json(SAMPLES[kind]), { what: kind, code: 'REQUEST_INVALID' });
    },
    timecode: () => parseTimecode({ numerator: 30000, denominator: 1001 }, randomText(random)),
    frameRate: () => parseFrameRate(randomText(random)),
    byteRange: () => parseByteRange(randomText(random), 1000),
    ledger: () => verifyLedger(samples.ledger.map((entry) => (random() < 0.3 ? Object(json(entry)) : entry))),
    use: () => parseUseFacts(json(samples.use), '2026-01-01T00:00:00.000Z', 'use'),
    words: () => samples.checkWords(randomText(random, 400)),
    checkpoint: () => parseCheckpoint(json(samples.checkpoint)),
    exr: () => readMutated('a.exr', samples.exr, readExr),
    picture: () => readMutated('a.png', samples.png, readPicture),
    seal: () => readMutated('b.png', samples.png, verifyFile),
    sidecar: () =>
      readMutated('a.seal.json', encoder.encode(JSON.stringify({ payload: 'e30', signatures: [] })), verifyFile),
  };
  // Those that touch the disk are slower by a hundred: fewer of them.
  const quick = [
    'setUp',
    'setUpBytes',
    'record',
    'timecode',
    'frameRate',
    'byteRange',
    'ledger',
    'use',
    'words',
    'checkpoint',
  ];
  const slow = Object.keys(parsers).filter((name) => !quick.includes(name));
  const counts = {};
  const tryOne = async () => {
    const name = random() < 0.85 ? pick(random, quick) : pick(random, slow);
    counts[name] = (counts[name] ?? 0) + 1;
    try {
      await parsers[name]();
    } catch (error) {
      if (!(error instanceof BacklotError)) return `${name}: ${error?.stack}`;
      if (mappingOfErrorCode(error.code).httpStatus >= 500) return `${name}: ${error.code} ${error.message}`;
    }
    return undefined;
  };
  return { tryOne, counts: () => counts, close: () => rm(folder, { recursive: true, force: true }) };
}

async function makeFiles() {
  const rgb = Float32Array.from({ length: 8 * 6 * 3 }, (_, index) => index / 144);
  return {
    png: encodePng({ widthPx: 8, heightPx: 6, channels: 3, data: rgb }),
    exr: encodeExr({ widthPx: 8, heightPx: 6, channels: [{ name: 'R', type: 'half', data: rgb.subarray(0, 48) }] }),
    use: JSON.parse(await readFile(new URL('re-age-beyond-the-years.json', USES), 'utf8')),
    checkWords: createWordsCheck({ characters: ['Rose'], places: ['Victoria Dock'] }),
    checkpoint: { number: 1, index: 4, hash: 'a'.repeat(64), at: '2026-01-01T00:00:00Z', signature: 'x', chain: ['x'] },
    ledger: Array.from({ length: 4 }, (_, index) => ({
      index,
      at: '2026-01-01T00:00:00Z',
      kind: 'take-requested',
      subject: 'x',
      body: {},
      previousHash: '0'.repeat(64),
      hash: 'a'.repeat(64),
    })),
  };
}
