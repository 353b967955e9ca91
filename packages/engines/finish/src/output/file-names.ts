import type { EngineOutput } from '@backlot/engine';
import type { VideoCodec } from '@backlot/media';
import type { OutputParameters } from '../set-up/finish-parameters.ts';

/** The folders of the two sequences below a take's `outDir`. */
export const sequenceFolders = ['composite', 'mask'] as const;
export type SequenceName = (typeof sequenceFolders)[number];

/** Path of a sequence's frame below `outDir`: `composite/composite.1001.exr`. `number` is the film's frame number. */
export function sequenceFileName(sequence: SequenceName, number: number): string {
  return `${sequence}/${sequence}.${String(number).padStart(4, '0')}.exr`;
}

/** True for a name that `sequenceFileName` gives below its folder; anything else there is a leftover. */
export function isSequenceFile(sequence: SequenceName, name: string): boolean {
  return new RegExp(`^${sequence}\\.\\d{4,}\\.exr$`).test(name);
}

/** The still that stands for the take. */
export const posterName = 'poster.png';

/** Name of a codec's film below `outDir`. */
export function filmName(codec: VideoCodec): string {
  return codec === 'h264' ? 'finish.mp4' : 'finish.mov';
}

/** The codecs that a set-up asks for: H.264 always, ProRes on request. */
export function chooseCodecs({ prores }: OutputParameters): readonly VideoCodec[] {
  return prores ? ['h264', 'prores-422-hq'] : ['h264'];
}

/** The frame of the poster, counted from 0: past the middle, where a shot has come to something. */
export function choosePosterFrame(durationFrames: number): number {
  return Math.floor((durationFrames - 1) * 0.6);
}

/** Everything that a finished run leaves below `outDir`. */
export function nameOutputs(output: OutputParameters): readonly EngineOutput[] {
  const films = chooseCodecs(output).map((codec): EngineOutput => {
    const [role, mediaType] = codec === 'h264' ? ['video', 'video/mp4'] : ['prores', 'video/quicktime'];
    return { role, name: filmName(codec), mediaType };
  });
  const numbers = Array.from({ length: output.durationFrames }, (_, frame) => output.firstFrame + frame);
  const sequences = sequenceFolders.flatMap((role) =>
    numbers.map((frame): EngineOutput => {
      return { role, name: sequenceFileName(role, frame), mediaType: 'image/x-exr', frame };
    }),
  );
  return [...films, { role: 'poster', name: posterName, mediaType: 'image/png' }, ...sequences];
}
