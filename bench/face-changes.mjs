// What counts as a changed face: the share of its box that differs from the plate, for codecs, grain and scaling that must
// stay below the mark and for changes that must not: node bench/face-changes.mjs
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { changedShare, MIN_CHANGED_SHARE } from '../packages/faces/dist/inspection/changed-share.js';
import { openVideoWriter, readVideoFrames } from '../packages/media/dist/index.js';

// The media room's.
const sharp = createRequire(new URL('../packages/media/package.json', import.meta.url))('sharp');
const WIDTH_PX = 1280;
const HEIGHT_PX = 720;
let seed = 1;
const SIZES_PX = [185, 92, 46];

const package_ = dirname(dirname(createRequire(import.meta.url).resolve('@vladmandic/human')));
const sample = await readFile(join(package_, 'src', 'sample.ts'), 'utf8');
const portrait = await sharp(Buffer.from(/face: string = `([^`]+)`/.exec(sample)[1], 'base64'))
  .png()
  .toBuffer();
const folder = mkdtempSync(join(tmpdir(), 'backlot-face-changes-'));
const scene = await drawScene(async (face) => face);
const plate = await bytesOf(sharp(scene));

console.log(
  `| change | ${SIZES_PX.map((size) => `${size} px high`).join(' | ')} |\n| --- | ${SIZES_PX.map(() => '---').join(' | ')} |`,
);
for (const quality of [17, 23, 28, 34]) say(`H.264, CRF ${quality}`, await encode(plate, quality));
for (const strength of [2, 4, 6, 10])
  say(`other grain of ${strength} values`, grainy(plate, strength), grainy(plate, strength));
say('H.264, CRF 23, of grain of 4', await encode(grainy(plate, 4), 23), grainy(plate, 4));
for (const quality of [85, 60, 30])
  say(`JPEG, quality ${quality}`, await bytesOf(sharp(await sharp(scene).jpeg({ quality }).toBuffer())));
for (const scale of [0.5, 0.75, 1.5])
  say(`scaled to ${scale}`, await bytesOf(sharp(scene).resize(WIDTH_PX * scale, HEIGHT_PX * scale)));
say('brighter by 4 values', { ...plate, rgb: plate.rgb.map((value) => Math.min(255, value + 4)) });
console.log('| | | | |');
for (const part of [1, 2, 3, 5])
  say(
    `skin smoothed by ${part} %`,
    await changeFaces((face, size) => sharp(face).blur(Math.max(0.4, (size * part) / 100))),
  );
say(
  'narrower by 6 %',
  await changeFaces((face, size) =>
    sharp(face)
      .resize(Math.round(size * 0.94), size, { fit: 'fill' })
      .extend({ right: size - Math.round(size * 0.94), extendWith: 'copy' }),
  ),
);
say(
  'moved by 2 px',
  await changeFaces((face, size) =>
    sharp(face)
      .extract({ left: 2, top: 0, width: size - 2, height: size })
      .extend({ right: 2, extendWith: 'copy' }),
  ),
);
say('mirrored', await changeFaces((face) => sharp(face).flop()));
rmSync(folder, { recursive: true });

async function drawScene(change) {
  const pieces = SIZES_PX.map(async (size, index) => {
    const face = await sharp(portrait)
      .extract({ left: 35, top: 35, width: 185, height: 185 })
      .resize(size, size)
      .png()
      .toBuffer();
    return { input: await change(face, size), left: 100 + index * 300, top: 200 };
  });
  const wall = sharp({ create: { width: WIDTH_PX, height: HEIGHT_PX, channels: 3, background: '#74706a' } });
  return wall
    .composite(await Promise.all(pieces))
    .png()
    .toBuffer();
}

async function changeFaces(change) {
  return bytesOf(sharp(await drawScene(async (face, size) => (await change(face, size)).png().toBuffer())));
}

async function bytesOf(image) {
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { widthPx: info.width, heightPx: info.height, rgb: new Uint8Array(data) };
}

async function encode(picture, quality) {
  const path = join(folder, 'film.mp4');
  const frameRate = { numerator: 24, denominator: 1 };
  const writer = await openVideoWriter({
    path,
    codec: 'h264',
    widthPx: WIDTH_PX,
    heightPx: HEIGHT_PX,
    frameRate,
    quality,
  });
  const light = Float32Array.from(picture.rgb, (value) =>
    value <= 10 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  for (let frame = 0; frame < 6; frame++) await writer.writeFrame(light);
  await writer.close();
  let last;
  for await (const frame of readVideoFrames(path)) last = frame;
  return last;
}

function grainy(picture, strength) {
  const normal = () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
  return {
    ...picture,
    rgb: new Uint8Array(Uint8ClampedArray.from(picture.rgb, (value) => value + strength * normal())),
  };
}

function random() {
  seed = (seed * 48271) % 2147483647;
  return seed / 2147483647;
}

function say(name, output, before = plate) {
  const scale = output.widthPx / WIDTH_PX;
  const shares = SIZES_PX.map((size, index) => {
    const box = {
      leftPx: (100 + index * 300) * scale,
      topPx: 200 * scale,
      widthPx: size * scale,
      heightPx: size * scale,
    };
    const share = changedShare(output, before, box);
    return `${(share * 100).toFixed(1)} %${share >= MIN_CHANGED_SHARE ? ' changed' : ''}`;
  });
  console.log(`| ${name} | ${shares.join(' | ')} |`);
}
