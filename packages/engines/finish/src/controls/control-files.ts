import { join } from 'node:path';
import type { Control, ControlContent } from '../presets/preset.ts';

/** A file that is made for a model. */
export interface ControlFile extends Control {
  readonly name: string;
  readonly path: string;
  readonly mediaType: string;
}

const STILLS: readonly ControlContent[] = ['first-frame', 'last-frame'];

/** Names the files of a chunk after what they are to the model. */
export function nameControlFiles(controls: readonly Control[], folder: string): readonly ControlFile[] {
  return controls.map((control) => {
    const [ending, mediaType] = formOf(control.content);
    const name = `${control.slot}.${ending}`;
    return { ...control, name, path: join(folder, name), mediaType };
  });
}

function formOf(content: ControlContent): readonly [ending: string, mediaType: string] {
  if (content === 'warped-noise') return ['npy', 'application/x-npy'];
  return STILLS.includes(content) ? ['png', 'image/png'] : ['mp4', 'video/mp4'];
}
