import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import type { Engine } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { z } from 'zod';

const parametersSchema = z.strictObject({
  widthPx: z.int().min(1).max(512),
  heightPx: z.int().min(1).max(512),
  durationFrames: z.int().min(1).max(1000),
  /** Time a frame takes at least, so that a run can be interrupted. */
  frameMs: z.int().min(0).max(10_000).default(0),
});
type Parameters = z.infer<typeof parametersSchema>;

/**
 * A small engine for tests that makes real files: a PNG sequence whose grey ramp moves with the frame and the seed.
 * Frames that an interrupted run finished are not made again.
 */
export const gradientEngine: Engine<Parameters> = {
  id: 'gradient',
  version: '1',
  title: 'Gradient',
  parametersSchema,
  inputRoles: [{ role: 'plate', required: true, description: 'Any file.' }],
  builds: async () => ({ gradient: '1' }),
  expect: ({ widthPx, heightPx, durationFrames }) => ({
    widthPx,
    heightPx,
    durationFrames,
    frameRate: { numerator: 24, denominator: 1 },
  }),
  check: async (_parameters, inputs) => {
    for (const { path, role, name } of inputs) {
      if ((await stat(path)).size > 0) continue;
      throw new BacklotError('PLATE_UNREADABLE', `Input ${role} "${name}": it is empty`, { hint: 'Send a picture.' });
    }
  },
  run: async ({ parameters, seed, inputs, outDir, signal, report }) => {
    const plate = await readFile(inputs[0]?.path ?? '');
    const outputs = [];
    let made = 0;
    for (let frame = 0; frame < parameters.durationFrames; frame += 1) {
      const name = `composite/composite.${String(frame).padStart(4, '0')}.png`;
      if (!(await isFinished(outDir, name))) {
        await sleep(parameters.frameMs, undefined, { signal });
        await writeFrame(outDir, name, encodeGradient(parameters, seed + frame + (plate[0] ?? 0)));
        made += 1;
      }
      outputs.push({ role: 'composite', name, mediaType: 'image/png', frame });
      report({ stage: 'frames', fraction: (frame + 1) / parameters.durationFrames });
    }
    return { outputs, digitalSourceType: 'algorithmicMedia', figures: { framesMade: made } };
  },
};

async function isFinished(outDir: string, name: string): Promise<boolean> {
  return (await stat(join(outDir, name)).catch(() => undefined)) !== undefined;
}

async function writeFrame(outDir: string, name: string, bytes: Uint8Array): Promise<void> {
  const path = join(outDir, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.partial`, bytes, { flush: true });
  await rename(`${path}.partial`, path);
}

function encodeGradient({ widthPx, heightPx }: Parameters, offset: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.writeUInt8(8, 8);
  const rows = Buffer.alloc((widthPx + 1) * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) rows[y * (widthPx + 1) + 1 + x] = (x + y + offset) & 255;
  }
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
