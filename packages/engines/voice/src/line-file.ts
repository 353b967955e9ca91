import { lineName } from './plan-calls.ts';

/** Path of a line below `outDir`: `lines/line-001.wav`. */
export function lineFile(index: number): string {
  return `lines/${lineName(index)}.wav`;
}
