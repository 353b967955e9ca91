import type { Picture } from '@backlot/server';
import { useEffect, useMemo, useRef, useState } from 'react';
import { createFramePlayer, type FramePlayer, type PictureChoice } from './frame-player.ts';
import { createPictureBoard, type PictureBoard } from './picture-board.ts';
import { createPlayhead, type Playhead } from './playhead.ts';

interface PlayerHandle {
  readonly player: FramePlayer;
  readonly board: PictureBoard;
}

export interface UsedPlayer {
  readonly playhead: Playhead;
  /** Undefined until the canvas is there. */
  readonly handle: PlayerHandle | undefined;
  readonly setCanvas: (canvas: HTMLCanvasElement | null) => void;
}

/** A player on a canvas for as long as the component lives; `choice` may change at any frame. */
export function useFramePlayer(picture: Picture, choice: PictureChoice, firstFrame: number): UsedPlayer {
  const first = useRef(Math.min(firstFrame, picture.durationFrames - 1));
  const playhead = useMemo(() => createPlayhead(first.current), []);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const [handle, setHandle] = useState<PlayerHandle>();
  const shape = useRef(picture);
  useEffect(() => {
    if (!canvas) return;
    const board = createPictureBoard(canvas);
    const player = createFramePlayer(shape.current, playhead, board);
    setHandle({ player, board });
    return () => {
      player.dispose();
      setHandle(undefined);
    };
  }, [canvas, playhead]);
  const { takeId, pass, video } = choice;
  useEffect(() => handle?.player.show({ takeId, pass, video }), [handle, takeId, pass, video]);
  return { playhead, handle, setCanvas };
}
