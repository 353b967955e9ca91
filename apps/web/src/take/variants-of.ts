import type { TakeFile } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';

/** Pictures of a take that is no film, in the order of their numbers; none for every other take. */
export function variantsOf({ files }: Pick<TakeDetail, 'files'>): readonly TakeFile[] {
  return numbered(files, 'variant');
}

/** Number of the variant that was picked, from 0; -1 where none was. */
export function placeOfPick({ files, pick }: Pick<TakeDetail, 'files' | 'pick'>): number {
  return pick ? variantsOf({ files }).findIndex(({ name }) => name === pick.file) : -1;
}

/** The sheet of all variants, or the poster: what a take looks like in one picture; nothing where it has neither. */
export function pictureToLookAt({ files, poster }: Pick<TakeDetail, 'files' | 'poster'>): string | undefined {
  return files.find(({ role }) => role === 'contact-sheet')?.name ?? poster ?? undefined;
}

/** A sound, and the picture that shows it. */
export interface SoundFile {
  readonly sound: TakeFile;
  readonly waveform: TakeFile | undefined;
}

/** What can be heard of a take: the whole first, then single lines. */
export function soundsOf({ files }: Pick<TakeDetail, 'files'>): readonly SoundFile[] {
  const waveforms = numbered(files, 'waveform');
  const sounds = files.filter(({ role }) => role === 'sound').map((sound, at) => ({ sound, waveform: waveforms[at] }));
  const lines = files.filter(({ role }) => role === 'line').map((sound) => ({ sound, waveform: undefined }));
  return [...sounds, ...lines];
}

function numbered(files: readonly TakeFile[], role: string): readonly TakeFile[] {
  return files.filter((file) => file.role === role).sort((a, b) => (a.frame ?? 0) - (b.frame ?? 0));
}
