import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineInput } from '@backlot/engine';
import { writeExr } from '@backlot/media';
import type { FinishParametersInput } from '../set-up/finish-parameters.ts';

/** Size, length and numbering of the small take. */
export const smallTake = { widthPx: 96, heightPx: 64, durationFrames: 25, firstFrame: 1001 } as const;

/** Two chunks of VACE's form on the small take. */
export const smallFinishParameters: FinishParametersInput = {
  model: 'card-video',
  prompt: 'Old bricks falling in morning light',
  preset: 'vace-wan',
  mask: { growPx: 2, featherPx: 2 },
  chunks: { mostFrames: 17, overlapFrames: 5 },
  output: { ...smallTake, frameRate: 24 },
};

/** Frames from which on dust is in the air. */
const DUSTY_FROM = 12;

/**
 * Writes a take of a ball that rolls over a street past a lit block, with dust in its second half: what a real one
 * consists of, small. The plate is the street without the ball; the block's lamp is brighter than the display.
 */
export async function writeSmallTake(folder: string, durationFrames = 25): Promise<readonly EngineInput[]> {
  await mkdir(folder, { recursive: true });
  const inputs: EngineInput[] = [];
  const plate = join(folder, 'plate.exr');
  await writeExr(plate, { ...size, channels: rgbChannels(paintPlate()) });
  inputs.push(await describe('plate', 'plate.exr', plate));
  for (let frame = 0; frame < durationFrames; frame++) {
    const made = paintFrame(frame);
    for (const role of ['composite', 'passes'] as const) {
      const name = `${role}.${smallTake.firstFrame + frame}.exr`;
      const channels = role === 'composite' ? rgbChannels(made.rgb) : passChannels(made);
      await writeExr(join(folder, name), { ...size, channels });
      inputs.push(await describe(role, name, join(folder, name)));
    }
  }
  return inputs;
}

const size = { widthPx: smallTake.widthPx, heightPx: smallTake.heightPx };
const count = size.widthPx * size.heightPx;
const RADIUS_PX = 11;
const STEP_PX = 1.5;

interface MadeFrame {
  readonly rgb: Float32Array;
  readonly beauty: Float32Array;
  readonly depth: Float32Array;
  readonly normal: Float32Array;
  readonly motion: Float32Array;
  readonly id: Uint32Array;
  readonly dust: Float32Array;
}

function paintPlate(): Float32Array {
  const rgb = new Float32Array(count * 3);
  for (let pixel = 0; pixel < count; pixel++) {
    const [x, y] = [pixel % size.widthPx, Math.floor(pixel / size.widthPx)];
    const grain = 0.96 + ((pixel * 7919) % 61) / 760;
    const isLamp = x > 72 && x < 82 && y > 8 && y < 16;
    const colour = y < 34 ? [0.25, 0.38, 0.6] : [0.2, 0.19, 0.17 + x / 900];
    for (let c = 0; c < 3; c++) rgb[pixel * 3 + c] = (isLamp ? 6 : (colour[c] ?? 0)) * grain;
  }
  return rgb;
}

function paintFrame(frame: number): MadeFrame {
  const made: MadeFrame = {
    rgb: paintPlate(),
    beauty: new Float32Array(count * 4),
    depth: new Float32Array(count),
    normal: new Float32Array(count * 3),
    motion: new Float32Array(count * 2),
    id: new Uint32Array(count),
    dust: new Float32Array(count),
  };
  const centre = { x: 20 + frame * STEP_PX, y: 38 };
  for (let pixel = 0; pixel < count; pixel++) {
    const [x, y] = [(pixel % size.widthPx) + 0.5, Math.floor(pixel / size.widthPx) + 0.5];
    paintGround(made, pixel, y);
    const distance = Math.hypot(x - centre.x, y - centre.y);
    const covered = Math.min(1, Math.max(0, RADIUS_PX + 0.5 - distance));
    if (covered > 0) paintBall(made, pixel, { covered, x: (x - centre.x) / RADIUS_PX, y: (y - centre.y) / RADIUS_PX });
    if (frame >= DUSTY_FROM) paintDust(made, pixel, Math.hypot(x - 30, y - 52) / 14);
  }
  return made;
}

function paintGround({ depth, normal, id }: MadeFrame, pixel: number, y: number): void {
  if (y <= 34) return;
  depth[pixel] = 400 / (y - 33);
  normal[pixel * 3 + 1] = 1;
  id[pixel] = 9;
}

function paintBall(
  made: MadeFrame,
  pixel: number,
  { covered, x, y }: { readonly covered: number; readonly x: number; readonly y: number },
): void {
  const front = Math.sqrt(Math.max(0, 1 - x * x - y * y));
  const light = 0.08 + 0.5 * Math.max(0, -0.5 * x - 0.6 * y + 0.62 * front);
  for (const [c, tone] of [0.9, 0.5, 0.35].entries()) {
    made.beauty[pixel * 4 + c] = tone * light * covered;
    made.rgb[pixel * 3 + c] = tone * light * covered + (1 - covered) * (made.rgb[pixel * 3 + c] ?? 0);
  }
  made.beauty[pixel * 4 + 3] = covered;
  if (covered < 0.5) return;
  made.depth[pixel] = 12 - front;
  made.normal.set([x, -y, front], pixel * 3);
  made.motion.set([-STEP_PX, 0], pixel * 2);
  made.id[pixel] = 1;
}

function paintDust({ rgb, dust }: MadeFrame, pixel: number, distance: number): void {
  const depth = Math.max(0, 1 - distance * distance) * 1.2;
  if (depth === 0) return;
  dust[pixel] = depth;
  const hidden = depth / (1 + depth);
  for (let c = 0; c < 3; c++) rgb[pixel * 3 + c] = 0.5 * hidden + (1 - hidden) * (rgb[pixel * 3 + c] ?? 0);
}

function rgbChannels(rgb: Float32Array) {
  return ['R', 'G', 'B'].map((name, offset) => ({ name, type: 'half', data: rgb, offset, stride: 3 }) as const);
}

function passChannels({ beauty, depth, normal, motion, id, dust }: MadeFrame) {
  const half = (names: readonly string[], data: Float32Array) =>
    names.map((name, offset) => ({ name, type: 'half', data, offset, stride: names.length }) as const);
  return [
    ...half(['R', 'G', 'B', 'A'], beauty),
    { name: 'depth.Z', type: 'float', data: depth } as const,
    ...half(['normal.X', 'normal.Y', 'normal.Z'], normal),
    ...half(['motion.X', 'motion.Y'], motion),
    { name: 'id', type: 'uint', data: id } as const,
    ...half(['dust.density'], dust),
  ];
}

async function describe(role: string, name: string, path: string): Promise<EngineInput> {
  const sha256 = createHash('sha256')
    .update(await readFile(path))
    .digest('hex');
  return { role, name, path, sha256, mediaType: 'image/x-exr' };
}
