import { modelOutputUnfit } from '@backlot/engine/model-work';
import { type Sound, sampleCountOf } from '@backlot/media';
import { lineName } from './plan-calls.ts';

/** Where a line lies in the joined sound, in samples from its start. */
export interface Cue {
  readonly startSample: number;
  readonly endSample: number;
}

/**
 * Lays lines one after another with silence between; a line with fewer channels than others is on the further ones too.
 * @throws BacklotError `MODEL_OUTPUT_UNFIT` where their rates differ
 */
export function joinLines(
  lines: readonly Sound[],
  pauseMs: number,
): { readonly sound: Sound; readonly cues: readonly Cue[] } {
  const sampleRateHz = lines[0]?.sampleRateHz ?? 0;
  const other = lines.findIndex((line) => line.sampleRateHz !== sampleRateHz);
  if (other > 0) {
    throw modelOutputUnfit(
      lineName(other),
      `expected ${sampleRateHz} Hz like the lines before, got ${lines[other]?.sampleRateHz} Hz`,
    );
  }
  const pause = Math.round((pauseMs * sampleRateHz) / 1000);
  const cues: Cue[] = [];
  let at = 0;
  for (const line of lines) {
    cues.push({ startSample: at, endSample: at + sampleCountOf(line) });
    at += sampleCountOf(line) + pause;
  }
  const channelCount = Math.max(...lines.map(({ channels }) => channels.length));
  const channels = Array.from({ length: channelCount }, (_, place) => {
    const joined = new Float32Array(at - pause);
    for (const [index, line] of lines.entries()) {
      const channel = line.channels[Math.min(place, line.channels.length - 1)];
      if (channel) joined.set(channel, cues[index]?.startSample);
    }
    return joined;
  });
  return { sound: { sampleRateHz, channels }, cues };
}
