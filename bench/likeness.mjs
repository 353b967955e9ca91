// Measures the likeness check: how often a treated picture is found, how often two different ones are taken for one, its speed.
// Usage: node bench/likeness.mjs [found | confused | speed] [--pictures <folder of different pictures>] [--seeds 12] [--json]
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { compareLikeness, describePicture, LIKENESS_THRESHOLDS } from '../packages/media/dist/index.js';
import { hashDistance, mirrorHash } from '../packages/media/dist/likeness/perceptual-hash.js';
import { TREATMENTS } from '../packages/media/dist/likeness/testing/treatments.js';
import { loadPicture } from '../packages/media/dist/watermark/testing/attacks.js';
import { drawPicture, PICTURE_KINDS } from '../packages/media/dist/watermark/testing/generated-pictures.js';

const LONG_SIDE_PX = 1024;
const EXAMPLE = 'examples/street-collapse/plate.png';
const INLIER_MARKS = [8, 10, 12, 14, 16, 20, 25];

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
    const picture = await fit(await loadPicture(readFileSync(path)));
    photographs.push({ name: path.split('/').at(-1), kind: 'photograph', picture });
  }
  return [...drawn, ...photographs];
}

async function fit(picture) {
  const { scale } = await import('../packages/media/dist/watermark/testing/attacks.js');
  const factor = LONG_SIDE_PX / Math.max(picture.widthPx, picture.heightPx);
  return factor < 1 ? scale(picture, factor) : picture;
}

/** Each treatment: of how many pictures of a kind the original is found, and as what. */
async function measureFound() {
  const pictures = await listPictures(2);
  const originals = pictures.map(({ picture }) => describePicture(picture));
  const rows = {};
  for (const [treatment, treat] of Object.entries(TREATMENTS)) {
    const counts = {};
    const inliers = [];
    for (const [index, { kind, picture }] of pictures.entries()) {
      const onto = pictures[(index + 5) % pictures.length].picture;
      const compared = compareLikeness(originals[index], describePicture(await treat(picture, onto)));
      const cell = (counts[kind] ??= { found: 0, of: 0 });
      cell.of += 1;
      if (compared.kind !== 'none') cell.found += 1;
      if (kind === 'photograph') inliers.push(compared.inlierCount);
      if (kind === 'photograph' && compared.kind === 'none') (counts.missed ??= []).push(pictures[index].name);
    }
    const cells = Object.entries(counts).filter(([key]) => key !== 'missed');
    rows[treatment] = {
      ...Object.fromEntries(cells.map(([kind, { found, of }]) => [kind, `${found}/${of}`])),
      inliers: inliers.sort((a, b) => a - b).join(' '),
      missed: (counts.missed ?? []).join(' '),
    };
  }
  return rows;
}

/** Pairs of different pictures: how many are taken for one at each mark, kind by kind and across kinds. */
async function measureConfused() {
  const pictures = await listPictures(Number(values.seeds));
  const likenesses = pictures.map(({ picture }) => describePicture(picture));
  const rows = {};
  for (let a = 0; a < pictures.length; a++) {
    for (let b = a + 1; b < pictures.length; b++) {
      const compared = compareLikeness(likenesses[a], likenesses[b]);
      const kind = pictures[a].kind === pictures[b].kind ? pictures[a].kind : 'across kinds';
      const row = (rows[kind] ??= { pairs: 0, confused: 0, mostInliers: 0, leastBits: 64, examples: [] });
      row.pairs += 1;
      row.mostInliers = Math.max(row.mostInliers, compared.inlierCount);
      row.leastBits = Math.min(row.leastBits, bitsBetween(likenesses[a], likenesses[b]));
      for (const mark of INLIER_MARKS) {
        row[`≥${mark}`] = (row[`≥${mark}`] ?? 0) + Number(compared.inlierCount >= mark);
      }
      if (compared.kind === 'none') continue;
      row.confused += 1;
      row.examples.push(`${pictures[a].name}/${pictures[b].name}: ${compared.kind} ${compared.inlierCount}`);
    }
  }
  return Object.fromEntries(
    Object.entries(rows).map(([kind, { examples, ...row }]) => [
      kind,
      { ...row, examples: examples.slice(0, 3).join('; ') },
    ]),
  );
}

function bitsBetween(a, b) {
  if (!a.hash || !b.hash) return 64;
  return Math.min(hashDistance(a.hash, b.hash), hashDistance(a.hash, mirrorHash(b.hash)));
}

/** Milliseconds of one core. */
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
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.round(times.sort((a, b) => a - b)[3]);
}
