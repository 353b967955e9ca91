import { useEffect, useState } from 'react';
import { useKeys } from '../shell/use-keys.ts';
import type { PictureBoard } from './picture-board.ts';

/** The wipe: where its line stands, undefined while it is off. */
export interface WipeControl {
  readonly at: number | undefined;
  readonly isPossible: boolean;
  readonly toggle: () => void;
  readonly move: (at: number) => void;
}

const KEY_STEP = 0.02;

/** A wipe against one still picture. W turns it on and off, `,` and `.` with Shift move it. */
export function useWipe(board: PictureBoard | undefined, url: string | undefined): WipeControl {
  const [at, setAt] = useState<number>();
  const [image, setImage] = useState<ImageBitmap>();
  const isOn = at !== undefined;
  useEffect(() => {
    if (!isOn || url === undefined) return;
    let isCurrent = true;
    loadPicture(url).then(
      (loaded) => isCurrent && setImage(loaded),
      () => isCurrent && setAt(undefined),
    );
    return () => {
      isCurrent = false;
    };
  }, [isOn, url]);
  useEffect(() => {
    board?.setWipe(at !== undefined && image ? { image, at } : undefined);
  }, [board, at, image]);
  const toggle = (): void => setAt((current) => (current === undefined ? 0.5 : undefined));
  const nudge = (step: number): void =>
    setAt((current) => (current === undefined ? current : Math.max(0, Math.min(1, current + step))));
  useKeys({
    w: () => url !== undefined && toggle(),
    '<': () => nudge(-KEY_STEP),
    '>': () => nudge(KEY_STEP),
    ';': () => nudge(-KEY_STEP),
    ':': () => nudge(KEY_STEP),
  });
  return { at, isPossible: url !== undefined, toggle, move: setAt };
}

async function loadPicture(url: string): Promise<ImageBitmap> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return createImageBitmap(await response.blob(), { colorSpaceConversion: 'none' });
}
