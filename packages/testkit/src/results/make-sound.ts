import { colourOf } from './colour-of.ts';

const SAMPLE_RATE = 44_100;

/** What a sound is asked to be. */
export interface SoundRequest {
  readonly prompt: string;
  readonly durationS: number;
}

/** A mono 16-bit WAV of one tone, its pitch of the words' own. */
export function makeSound({ prompt, durationS }: SoundRequest): Buffer {
  const samples = Math.round(SAMPLE_RATE * durationS);
  const file = Buffer.alloc(44 + samples * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(36 + samples * 2, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(SAMPLE_RATE, 24);
  file.writeUInt32LE(SAMPLE_RATE * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples * 2, 40);
  const hertz = 110 + 2 * colourOf(prompt)[0];
  for (let index = 0; index < samples; index++)
    file.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * index) / SAMPLE_RATE)), 44 + index * 2);
  return file;
}
