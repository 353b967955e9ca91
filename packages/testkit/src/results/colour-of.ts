import { createHash } from 'node:crypto';

/** A colour of the words' own, each channel 64..223. */
export function colourOf(words: string): readonly [number, number, number] {
  const hash = createHash('sha256').update(words).digest();
  const channel = (index: number): number => 64 + ((hash[index] ?? 0) % 160);
  return [channel(0), channel(1), channel(2)];
}
