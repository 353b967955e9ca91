import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BacklotError } from '@backlot/film';
import { expect, it } from 'vitest';
import { decodeWav, readWav } from './read-wav.ts';
import { encodeWav, writeWav } from './write-wav.ts';

const ramp = (count: number, scale: number): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => ((i * 7919) % (2 * scale)) / scale - 1);

it.each([16, 24] as const)('gives %i bits back as they were, channel by channel', (bitsPerSample) => {
  const scale = 2 ** (bitsPerSample - 1);
  const sound = { sampleRateHz: 48_000, channels: [ramp(1001, scale), ramp(1001, scale).reverse()] };
  const bytes = encodeWav(sound, { bitsPerSample });
  const read = decodeWav(bytes, 'a.wav');
  expect(read).toEqual(sound);
  expect(encodeWav(read, { bitsPerSample })).toEqual(bytes);
});

it('writes the head that readers expect, odd data padded', () => {
  const bytes = Buffer.from(encodeWav({ sampleRateHz: 44_100, channels: [Float32Array.of(0.5)] }));
  expect(bytes.toString('hex')).toBe(
    `${hex('RIFF')}28000000${hex('WAVEfmt ')}10000000${'0100'}${'0100'}44ac0000cc040200${'0300'}${'1800'}${hex('data')}03000000${'000040'}00`,
  );
});

it('tells which loudspeakers the six channels of 5.1 are for', () => {
  const channels = Array.from({ length: 6 }, (_, index) => Float32Array.of((index + 1) / 8, -(index + 1) / 8));
  const bytes = Buffer.from(encodeWav({ sampleRateHz: 48_000, channels }));
  expect(bytes.subarray(12, 68).toString('hex')).toBe(
    `${hex('fmt ')}28000000${'feff'}${'0600'}80bb0000002f0d00${'1200'}${'1800'}${'1600'}${'1800'}3f000000` +
      `0100000000001000800000aa00389b71${hex('data')}24000000`,
  );
  expect(decodeWav(bytes, 'a.wav').channels).toEqual(channels);
  expect(bytes.readUInt32LE(4)).toBe(bytes.length - 8);
});

it('cuts off what goes beyond full scale, and makes silence of what is no number', () => {
  const bytes = encodeWav({ sampleRateHz: 8000, channels: [Float32Array.of(2, -2, Number.NaN)] });
  const [channel] = decodeWav(bytes, 'a.wav').channels;
  expect([...channel!]).toEqual([1 - 2 ** -23, -1, 0]);
});

it.each([0, 0xffff_ffff])('reads to the end where a pipe left the size at %i', (size) => {
  const bytes = Buffer.from(encodeWav({ sampleRateHz: 8000, channels: [ramp(50, 100)] }, { bitsPerSample: 16 }));
  bytes.writeUInt32LE(size, 40);
  expect(decodeWav(bytes, 'a.wav').channels[0]).toHaveLength(50);
});

it('passes over chunks that it does not know, and reads floats and the extensible format', () => {
  const fmt = Buffer.alloc(40);
  fmt.writeUInt16LE(0xfffe, 0);
  fmt.writeUInt16LE(1, 2);
  fmt.writeUInt32LE(48_000, 4);
  fmt.writeUInt16LE(32, 14);
  fmt.writeUInt16LE(3, 24);
  const data = Buffer.from(Float32Array.of(0.25, -0.5).buffer);
  const bytes = Buffer.concat([
    Buffer.from('RIFF\0\0\0\0WAVE'),
    chunk('LIST', Buffer.alloc(3)),
    chunk('fmt ', fmt),
    chunk('data', data),
  ]);
  expect(decodeWav(bytes, 'a.wav')).toEqual({ sampleRateHz: 48_000, channels: [Float32Array.of(0.25, -0.5)] });
});

it('refuses what is cut off, empty, coded otherwise or no WAV at all', () => {
  const whole = Buffer.from(encodeWav({ sampleRateHz: 8000, channels: [ramp(50, 100)] }));
  const adpcm = Buffer.from(whole);
  adpcm.writeUInt16LE(2, 20);
  for (const bytes of [
    whole.subarray(0, 100),
    whole.subarray(0, 44),
    whole.subarray(0, 20),
    adpcm,
    Buffer.from('ID3'),
  ]) {
    expect(() => decodeWav(bytes, 'a.wav')).toThrow(expect.objectContaining({ code: 'SOUND_UNREADABLE' }));
  }
});

it('answers any bytes with a sound or with SOUND_UNREADABLE', () => {
  const whole = encodeWav({ sampleRateHz: 8000, channels: [ramp(40, 100), ramp(40, 90)] });
  for (let round = 0; round < 3000; round++) {
    const noise = createHash('sha256').update(`round ${round}`).digest();
    const bytes = Uint8Array.from(whole);
    for (let i = 0; i < 4; i++) bytes[noise[i]! % 60] = noise[i + 8]!;
    try {
      const { channels } = decodeWav(bytes.subarray(0, 30 + (noise[20]! % 250)), 'a.wav');
      expect(channels.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(BacklotError);
    }
  }
});

it('writes files whole, and says so when one is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backlot-wav-'));
  const sound = { sampleRateHz: 8000, channels: [ramp(10, 100)] };
  await writeWav(join(folder, 'a.wav'), sound);
  expect(await readdir(folder)).toEqual(['a.wav']);
  expect((await readWav(join(folder, 'a.wav'))).channels[0]).toHaveLength(10);
  await expect(readWav(join(folder, 'b.wav'))).rejects.toMatchObject({ code: 'SOUND_UNREADABLE' });
  await writeFile(join(folder, 'c.wav'), '');
  await expect(readWav(join(folder, 'c.wav'))).rejects.toMatchObject({ code: 'SOUND_UNREADABLE' });
  await rm(folder, { recursive: true });
});

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.from(`${id}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.byteLength, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.byteLength % 2)]);
}

function hex(text: string): string {
  return Buffer.from(text, 'latin1').toString('hex');
}
