// Measures the likeness check: how often a treated picture is found, how often two different ones are taken for one, its speed.
// Usage: node bench/likeness.mjs [found | confused | speed] [--pictures <folder of different pictures>] [--seeds 12] [--json]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareLikeness, describePicture, LIKENESS_THRESHOLDS } from '../packages/media/dist/index.js';
import { hashDistance, mirrorHash } from '../packages/media/dist/likeness/perceptual-hash.js';
import { TREATMENTS } from '../packages/media/dist/likeness/testing/treatments.js';
import { loadPicture, scale } from '../packages/media/dist/watermark/testing/attacks.js';
import { drawPicture, PICTURE_KINDS } from '../packages/media/dist/watermark/testing/generated-pictures.js';

const LONG_SIDE_PX = 1024;
const EXAMPLE = 'examples/street-collapse/plate.png';
const INLIER_MARKS = [8, 10, 12, 14, 16, 20];
const BIT_MARKS = [4, 6, 8, 10, 12, 16];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string' },
    seeds: { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
});
const parts = { found: measureFound, confused: measureConfused, speed: measureSpeed };
for (const name of positionals.length > 0 ? positionals : Object.keys(parts)) {
  const result = await parts[name]();
  if (values.json) console.log(JSON.stringify({ [name]: result }));
  else console.table(result);
}

/** Drawn pictures of each kind, the example's plate, and the folder's. */
async function listPictures(seeds) {
  const drawn = PICTURE_KINDS.flatMap((kind, kindIndex) =>
    Array.from({ length: seeds }, (_, seed) => ({
      name: `${kind} ${seed + 1}`,
      kind,
      // Seeds far apart: neighbouring ones share octaves of their noise.
      picture: drawPicture(kind, 960, 540, 1000 * (kindIndex + 1) + 37 * seed),
    })),
  );
  const files = [
    ...(existsSync(EXAMPLE) ? [EXAMPLE] : []),
    ...(values.pictures ? readdirSync(values.pictures).map((name) => join(values.pictures, name)) : []),
  ].filter((path) => /\.(jpe?g|png|tiff?|webp)$/i.test(path));
  const photographs = [];
  for (const path of files) {
    const picture = await shrinkLarge(await loadPicture(readFileSync(path)));
    photographs.push({ name: path.split('/').at(-1), kind: 'photograph', picture });
  }
  return [...drawn, ...photographs];
}

async function shrinkLarge(picture) {
  const factor = LONG_SIDE_PX / Math.max(picture.widthPx, picture.heightPx);
  return factor < 1 ? scale(picture, factor) : picture;
}

/** Each treatment: of how many pictures of a kind the original is found, and how few corners agreed of a photograph that was. */
async function measureFound() {
  const pictures = await listPictures(2);
  const originals = pictures.map(({ picture }) => describePicture(picture));
  const rows = {};
  for (const [treatment, treat] of Object.entries(TREATMENTS)) {
    const counts = new Map();
    for (const [index, { kind, name, picture }] of pictures.entries()) {
      const onto = pictures[(index + 5) % pictures.length].picture;
      const compared = compareLikeness(originals[index], describePicture(await treat(picture, onto)));
      const count = counts.get(kind) ?? { found: 0, of: 0, missed: [] };
      counts.set(kind, count);
      count.of += 1;
      if (compared.kind === 'none') count.missed.push(name);
      else count.found += 1;
    }
    rows[treatment] = {
      ...Object.fromEntries([...counts].map(([kind, { found, of }]) => [kind, `${found}/${of}`])),
      missed: [...counts].flatMap(([kind, { missed }]) => (kind === 'photograph' ? missed : [])).join(' '),
    };
  }
  return rows;
}

/** Pairs of different pictures: how many are taken for one, and how many would be at other marks. */
async function measureConfused() {
  const pictures = await listPictures(Number(values.seeds));
  const likenesses = pictures.map(({ picture }) => describePicture(picture));
  const rows = {};
  for (const [a, one] of pictures.entries()) {
    for (const [b, other] of pictures.slice(0, a).entries()) {
      const kind = one.kind === other.kind ? one.kind : 'across kinds';
      rows[kind] ??= { pairs: 0, confused: 0, examples: '' };
      notePair(rows[kind], `${one.name}/${other.name}`, [likenesses[a], likenesses[b]]);
    }
  }
  return rows;
}

function notePair(row, names, [a, b]) {
  const { kind, inlierCount } = compareLikeness(a, b);
  const bits = bitsBetween(a, b);
  row.pairs += 1;
  for (const mark of INLIER_MARKS) {
    row[`≥${mark} corners`] = (row[`≥${mark} corners`] ?? 0) + Number(inlierCount >= mark);
  }
  for (const mark of BIT_MARKS) row[`≤${mark} bits`] = (row[`≤${mark} bits`] ?? 0) + Number(bits <= mark);
  if (kind === 'none') return;
  row.confused += 1;
  row.examples += `${names} (${kind}, ${inlierCount} corners, ${bits} bits) `;
}

function bitsBetween(a, b) {
  if (!a.hash || !b.hash) return 64;
  return Math.min(hashDistance(a.hash, b.hash), hashDistance(a.hash, mirrorHash(b.hash)));
}

/** Milliseconds of one core: processor time, so that others on the machine count less. */
async function measureSpeed() {
  const rows = {};
  for (const [widthPx, heightPx] of [
    [1280, 720],
    [1920, 1080],
    [3840, 2160],
  ]) {
    const picture = drawPicture('foliage', widthPx, heightPx, 1);
    const other = describePicture(drawPicture('street', 1280, 720, 2));
    const likeness = describePicture(picture);
    rows[`${widthPx} × ${heightPx}`] = {
      describeMs: timeMs(() => describePicture(picture)),
      compareMs: timeMs(() => compareLikeness(likeness, other)),
      bytes: JSON.stringify(likeness).length,
    };
  }
  return { ...rows, thresholds: LIKENESS_THRESHOLDS };
}

function timeMs(work) {
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.round(times.sort((a, b) => a - b)[3]);
}
