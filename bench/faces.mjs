// How well faces can be told apart: false matches and false non-matches by threshold, on your own people's pictures.
//   node bench/faces.mjs FOLDER      pictures named person-1.jpg, person-2.jpg, other-1.png …
//   node bench/faces.mjs             on the sample that @vladmandic/human ships
//   --variations                     adds how far a face may shrink, blur, turn … before it stops resembling itself
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compareFaces, FACE_THRESHOLDS, openFaceReader } from '../packages/faces/dist/index.js';

// The media room's.
const sharp = createRequire(new URL('../packages/media/package.json', import.meta.url))('sharp');
const humanPackage = dirname(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')));
const REFERENCES = 5;
const shrinkTo = (sizePx) => (png, face) =>
  sharp(png).resize({ width: Math.round((480 * sizePx) / face.quality.sizePx) });
const VARIATIONS = {
  mirrored: (png) => sharp(png).flop(),
  'darker by half': (png) => sharp(png).linear(0.5, 0),
  'brighter by 40 %': (png) => sharp(png).linear(1.4, 0),
  'JPEG, quality 30': async (png) => sharp(await sharp(png).jpeg({ quality: 30 }).toBuffer()),
  'black and white': (png) => sharp(png).greyscale().toColourspace('srgb'),
  'leaned by 15°': (png) => sharp(png).rotate(15, { background: '#808080' }),
  'grain of 12 values': addGrain,
  ...Object.fromEntries([120, 90, 70, 60, 50, 40, 30, 20].map((size) => [`${size} px high`, shrinkTo(size)])),
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 8].map((part) => [
      `blurred by ${part} % of its size`,
      (png, face) => sharp(png).blur((face.quality.sizePx * part) / 100),
    ]),
  ),
};

const arguments_ = process.argv.slice(2);
const folder = arguments_.find((argument) => !argument.startsWith('--'));
const reader = await openFaceReader();
const pictures = folder ? listFolder(folder) : await cutSample();
const faces = await describeAll(pictures);
printCurve(faces);
if (!folder) printShippedDescriptors();
if (arguments_.includes('--variations')) await printVariations(pictures);
await reader.close();

function listFolder(path) {
  return readdirSync(path)
    .filter((name) => /\.(jpe?g|png|tiff?)$/i.test(name))
    .map((name) => ({ name, person: name.replace(/[-_ ]?\d*\.\w+$/, ''), image: join(path, name) }));
}

/**
 * Cuts the faces out of the package's picture `screenshot-facematch.jpg`: 6 rows of 18, about 105 pixels wide, with
 * numbers written over hair and chin. Row 0 and two of row 1 show one man; who the others are is not said, so that they
 * are only held against him. Tiles with sunglasses that may be his are left out.
 */
async function cutSample() {
  const sheet = await sharp(join(humanPackage, 'assets', 'screenshot-facematch.jpg'))
    .png()
    .toBuffer();
  const unsure = new Set(['1.1', '1.3', '1.8', '1.15', '2.0', '2.7', '2.13', '4.11']);
  const tiles = [];
  for (let row = 0; row < 6; row++) {
    for (let column = 0; column < 18; column++) {
      const name = `${row}.${column}`;
      if (unsure.has(name)) continue;
      const isHim = row === 0 || name === '1.0' || name === '1.2';
      const at = { left: Math.round(1 + column * 106.6), top: Math.round(284 + row * 112.3), width: 105, height: 105 };
      const image = await sharp(sheet).extract(at).png().toBuffer();
      tiles.push({ name, person: isHim ? 'him' : undefined, image });
    }
  }
  return tiles;
}

async function describeAll(list) {
  const described = [];
  for (const { name, person, image } of list) {
    const face = await largestFace(sharp(image));
    if (!face) console.log(`no face: ${name}`);
    else described.push({ name, person, ...face });
  }
  const usable = described.filter(({ isUsable }) => isUsable);
  console.log(`${list.length} pictures, ${described.length} with a face, ${usable.length} of them usable`);
  for (const { name, isUsable, quality } of described) {
    if (!isUsable && arguments_.includes('--verbose')) console.log(`not usable: ${name} ${JSON.stringify(quality)}`);
  }
  return usable;
}

async function largestFace(image) {
  const { data, info } = await image
    .rotate()
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const found = await reader.find({ widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) });
  return [...found].sort((a, b) => b.quality.sizePx - a.quality.sizePx)[0];
}

function printCurve(list) {
  const same = [];
  const different = [];
  for (const [index, a] of list.entries()) {
    for (const b of list.slice(index + 1)) {
      // Two people without a name may be one.
      if (a.person === undefined && b.person === undefined) continue;
      (a.person === b.person ? same : different).push(compareFaces(a.descriptor, b.descriptor));
    }
  }
  const { sameMany, differentMany } = compareWithMany(list);
  const people = new Set(list.map(({ person }) => person).filter(Boolean)).size;
  const strangers = list.filter(({ person }) => person === undefined).length;
  console.log(
    `${people} named people, ${strangers} pictures of others; ${same.length} pairs of one person, ${different.length} of two`,
  );
  console.log(`one person: ${spread(same)}; two people: ${spread(different)}`);
  console.log(
    `against ${REFERENCES} pictures: one person ${sameMany.length} times, ${spread(sameMany)}; another ${differentMany.length} times, ${spread(differentMany)}`,
  );
  console.log('| threshold | false match | false non-match | false match, 5 pictures | false non-match, 5 pictures |');
  console.log('| --- | --- | --- | --- | --- |');
  for (let threshold = 0.4; threshold < 0.745; threshold += 0.02) {
    const cells = [different, same, differentMany, sameMany].map((values, index) =>
      index % 2 === 0 ? share(values, (value) => value >= threshold) : share(values, (value) => value < threshold),
    );
    console.log(`| ${threshold.toFixed(2)} | ${cells.join(' | ')} |`);
  }
  console.log(`in force: ${JSON.stringify(FACE_THRESHOLDS)}`);
}

/** Each face against the best of some pictures of each named person, itself left out; which ones turns with the face. */
function compareWithMany(list) {
  const sameMany = [];
  const differentMany = [];
  const named =
    Map.groupBy?.(
      list.filter(({ person }) => person),
      ({ person }) => person,
    ) ?? groupByPerson(list);
  for (const [index, face] of list.entries()) {
    for (const [person, pictures_] of named) {
      const others = pictures_.filter((picture) => picture !== face);
      if (others.length < REFERENCES) continue;
      for (let turn = 0; turn < 4; turn++) {
        const chosen = Array.from(
          { length: REFERENCES },
          (_, step) => others[(index + turn * 3 + step * (1 + turn)) % others.length],
        );
        const best = Math.max(...chosen.map(({ descriptor }) => compareFaces(face.descriptor, descriptor)));
        (face.person === person ? sameMany : differentMany).push(best);
      }
    }
  }
  return { sameMany, differentMany };
}

/** Descriptors with names that the package ships without their pictures; not mirrored, not sifted by quality. */
function printShippedDescriptors() {
  const path = join(humanPackage, 'demo', 'facematch', 'faces.json');
  const list = JSON.parse(readFileSync(path, 'utf8')).map(({ name, embedding }) => ({
    name,
    descriptor: Float32Array.from(embedding, (value) => value / Math.hypot(...embedding)),
  }));
  const pairs = list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b]));
  const strangers = pairs.filter(([a, b]) => a.name !== b.name);
  const alike = strangers.map(([a, b]) => ({
    names: `${a.name} ${b.name}`,
    value: compareFaces(a.descriptor, b.descriptor),
  }));
  const wrong = alike.filter(({ value }) => value >= FACE_THRESHOLDS.same);
  console.log(`shipped descriptors: ${wrong.length} of ${strangers.length} pairs of two names at or above the mark`);
  for (const { names, value } of wrong) console.log(`  ${names} ${value.toFixed(2)}`);
}

function groupByPerson(list) {
  const groups = new Map();
  for (const face of list) if (face.person) groups.set(face.person, [...(groups.get(face.person) ?? []), face]);
  return groups;
}

function share(values, holds) {
  if (values.length === 0) return 'no pairs';
  const count = values.filter(holds).length;
  return count === 0 ? `0 of ${values.length}` : `${((100 * count) / values.length).toFixed(2)} %`;
}

function spread(values) {
  if (values.length === 0) return 'none';
  const sorted = [...values].sort((a, b) => a - b);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))].toFixed(2);
  return `lowest ${at(0)}, 5 % ${at(0.05)}, median ${at(0.5)}, 95 % ${at(0.95)}, highest ${at(1)}`;
}

async function printVariations(list) {
  const base = [];
  for (const { image } of list.slice(0, 12)) {
    // Room around the face, so that turning and shrinking cut nothing off.
    const roomy = await sharp(image)
      .resize({ width: 300, kernel: 'cubic' })
      .extend({ top: 90, bottom: 90, left: 90, right: 90, extendWith: 'copy' })
      .png()
      .toBuffer();
    const face = await largestFace(sharp(roomy));
    if (face) base.push({ roomy, face });
  }
  console.log(
    `\n${base.length} faces against themselves\n| change | size, px | sharpness | usable | similarity: lowest | median |`,
  );
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [name, change] of Object.entries(VARIATIONS)) await printVariation(name, change, base);
}

async function printVariation(name, change, base) {
  const found = [];
  for (const { roomy, face } of base) {
    const other = await largestFace(sharp(await (await change(roomy, face)).png().toBuffer()));
    if (other) found.push({ similarity: compareFaces(face.descriptor, other.descriptor), other });
  }
  const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
  const sizes = found.map(({ other }) => other.quality.sizePx);
  const sharpness = found.map(({ other }) => other.quality.sharpness);
  const similarities = found.map(({ similarity }) => similarity);
  const usable = found.filter(({ other }) => other.isUsable).length;
  console.log(
    `| ${name} | ${median(sizes).toFixed(0)} | ${median(sharpness).toFixed(3)} | ${usable} of ${base.length} | ${Math.min(...similarities).toFixed(2)} | ${median(similarities).toFixed(2)} |`,
  );
}

async function addGrain(png) {
  const { data, info } = await sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  const noisy = Uint8ClampedArray.from(data, (value) => value + 12 * 1.73 * (random() + random() - 1) * 1.41);
  return sharp(Buffer.from(noisy), { raw: info });
}
