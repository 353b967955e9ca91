// Measures the mark: false positives on unmarked crops, what it lives through by attack and size, and its speed.
// Usage: node bench/watermark.mjs [false-positives | robustness | speed] [--crops 10000] [--threads 2] [--seed 0] [--photographs <folder>] [--json]
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { createPictureMarker, detectInFile, detectMark, markPayloadOf } from '../packages/media/dist/index.js';
import * as attacks from '../packages/media/dist/watermark/testing/attacks.js';
import { drawPicture, PICTURE_KINDS } from '../packages/media/dist/watermark/testing/generated-pictures.js';

const CROPS_A_PICTURE = 100;
const payload = markPayloadOf('01j9zk3v5wqg8t2n4m6p7r0sxy');

if (isMainThread) await main();
else await countFalsePositives(workerData);

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      crops: { type: 'string', default: '10000' },
      threads: { type: 'string', default: '2' },
      seed: { type: 'string', default: '0' },
      photographs: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const parts = {
    'false-positives': () => measureFalsePositives(values),
    robustness: () => measureRobustness(values),
    speed: measureSpeed,
  };
  for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
    const result = await parts[name]();
    if (values.json) console.log(JSON.stringify({ [name]: result }));
    else console.table(result);
  }
}

/** Crops of 160..480 × 160..360 px at random places out of drawn pictures (and photographs), a quarter of them scaled by 0.5..1.5. */
async function measureFalsePositives({ crops, threads, photographs, seed }) {
  const count = Number(crops);
  const shares = Array.from({ length: Number(threads) }, (_, thread) => ({
    seed: Number(seed) * 1000 + thread,
    count: Math.floor(((thread + 1) * count) / threads) - Math.floor((thread * count) / threads),
    photographs: photographs ?? null,
  }));
  const total = { crops: 0, found: 0 };
  const add = ({ crops, found }) => {
    total.crops += crops;
    total.found += found;
    process.stderr.write(`${JSON.stringify(total)}\n`);
  };
  await Promise.all(shares.map((share) => runShare(share, add)));
  return [{ ...total, rate: total.found / total.crops, 'upper bound (95 %)': upperBound(total.found, total.crops) }];
}

function runShare(share, add) {
  return new Promise((resolve, reject) => {
    new Worker(new URL(import.meta.url), { workerData: share })
      .on('message', add)
      .once('error', reject)
      .once('exit', resolve);
  });
}

async function countFalsePositives({ seed, count, photographs }) {
  const random = createRandom(seed + 1);
  const real = photographs ? await readPhotographs(photographs) : [];
  for (let done = 0; done < count; done += CROPS_A_PICTURE) {
    const kind = Math.floor(random() * (PICTURE_KINDS.length + real.length));
    const picture =
      real[kind - PICTURE_KINDS.length] ?? drawPicture(PICTURE_KINDS[kind], 960, 540, seed * 100_003 + done);
    const crops = Math.min(CROPS_A_PICTURE, count - done);
    let found = 0;
    for (let i = 0; i < crops; i++) {
      const cut = attacks.cutOut(picture, randomPart(picture, random));
      const seen = random() < 0.25 ? await attacks.scale(cut, 0.5 + random()) : cut;
      if (detectMark(seen)) found += 1;
    }
    parentPort.postMessage({ crops, found });
  }
}

function randomPart(picture, random) {
  const widthPx = 160 + Math.floor(random() * 321);
  const heightPx = 160 + Math.floor(random() * 201);
  const x = Math.floor(random() * (picture.widthPx - widthPx + 1));
  const y = Math.floor(random() * (picture.heightPx - heightPx + 1));
  return { widthPx, heightPx, x, y };
}

/** The largest rate that would still give `found` or fewer in 5 of 100 such measurements (Clopper and Pearson). */
function upperBound(found, count) {
  let [low, high] = [0, 1];
  for (let round = 0; round < 60; round++) {
    const rate = (low + high) / 2;
    let term = (1 - rate) ** count;
    let sum = term;
    for (let k = 1; k <= found; k++) {
      term *= ((count - k + 1) / k) * (rate / (1 - rate));
      sum += term;
    }
    if (sum > 0.05) low = rate;
    else high = rate;
  }
  return high;
}

async function measureRobustness({ photographs }) {
  const folder = mkdtempSync(join(tmpdir(), 'backlot-marks-'));
  const rows = [];
  try {
    for (const [widthPx, heightPx] of [
      [640, 360],
      [960, 540],
      [1280, 720],
      [1920, 1080],
    ]) {
      const real = photographs ? await readPhotographs(photographs, { widthPx, heightPx }) : [];
      const pictures = [...PICTURE_KINDS.map((kind) => drawPicture(kind, widthPx, heightPx)), ...real];
      rows.push(await measureSize(`${widthPx} × ${heightPx}`, pictures, folder));
      process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

/** How many of the pictures are read after each attack. */
async function measureSize(size, pictures, folder) {
  const row = { size, pictures: pictures.length, 'least PSNR': Infinity };
  const tests = {
    plain: (picture) => detectMark(picture),
    half: async (picture) => detectMark(await attacks.scale(picture, 0.5)),
    crop: (picture) => detectMark(attacks.crop(picture, 0.6, 0.3)),
    'JPEG 60': async (picture) => detectMark(await attacks.throughJpeg(picture, 60)),
    screenshot: async (picture) => {
      const small = await attacks.scale(picture, 0.737);
      const screen = { widthPx: picture.widthPx, heightPx: picture.heightPx, x: 31, y: 47 };
      return detectMark(await attacks.throughJpeg(attacks.onScreen(small, screen), 80));
    },
    'CRF 28, a frame': (picture) => throughVideo([picture], 28),
    'CRF 28, 24 frames': (picture) => throughVideo(Array(24).fill(picture), 28),
    'half + crop + CRF 28, 24 frames': async (picture) => {
      const small = attacks.crop(await attacks.scale(picture, 0.5), 0.7, 0.2);
      return throughVideo(Array(24).fill(small), 28);
    },
  };
  const path = join(folder, 'attacked.mp4');
  async function throughVideo(frames, quality) {
    await attacks.writeH264(path, frames, quality);
    return detectInFile(path);
  }
  for (const picture of pictures) {
    const marked = mark(picture);
    row['least PSNR'] = Math.min(row['least PSNR'], Number(attacks.psnrDb(picture, marked).toFixed(1)));
    for (const [name, test] of Object.entries(tests))
      row[name] = (row[name] ?? 0) + (isOurs(await test(marked)) ? 1 : 0);
  }
  return row;
}

function measureSpeed() {
  return [
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
  ].map(([widthPx, heightPx]) => {
    const picture = drawPicture('street', widthPx, heightPx);
    const marker = createPictureMarker(picture, payload);
    const luma = Uint8Array.from({ length: widthPx * heightPx }, (_, i) => picture.rgb[i * 3]);
    const markRgb = median(() => marker.mark({ kind: 'rgb', samples: picture.rgb.slice() }));
    const markLuma = median(() => marker.mark({ kind: 'luma', samples: luma.slice() }));
    const detect = median(() => detectMark(picture), 3);
    const frames = Math.round(1000 / markLuma);
    return {
      size: `${widthPx} × ${heightPx}`,
      'mark RGB, ms': markRgb,
      'mark video, ms': markLuma,
      'frames a second': frames,
      'detect, ms': detect,
    };
  });
}

/** Milliseconds of one core: processor time, so that other work on the machine does not count. */
function median(run, times = 15) {
  run();
  const took = Array.from({ length: times }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }).sort((a, b) => a - b);
  return Number(took[times >> 1].toFixed(1));
}

function mark(picture) {
  const rgb = picture.rgb.slice();
  createPictureMarker(picture, payload).mark({ kind: 'rgb', samples: rgb });
  return { ...picture, rgb };
}

function isOurs(found) {
  return found !== undefined && Buffer.from(found.payload).equals(payload);
}

/** Photographs as sRGB bytes, scaled to fill `size` where one is asked for. */
async function readPhotographs(folder, size) {
  const pictures = [];
  for (const name of readdirSync(folder)
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort()) {
    pictures.push(await attacks.loadPicture(readFileSync(join(folder, name)), size));
  }
  return pictures;
}

/** Numbers 0..1 that a seed decides (mulberry32). */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}
