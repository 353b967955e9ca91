import type { Pass } from '@backlot/server';
import { useKeys } from '../shell/use-keys.ts';
import type { FramePlayer } from './frame-player.ts';
import { PASS_ORDER } from './pass-names.ts';
import type { Playhead } from './playhead.ts';

/** Speeds to choose from, times the take's own rate. */
export const SPEEDS: readonly number[] = [0.25, 0.5, 1, 2, 4];

interface PlayerKeysOptions {
  readonly player: FramePlayer | undefined;
  readonly playhead: Playhead;
  readonly durationFrames: number;
  readonly passes: readonly Pass[];
  readonly onShow: (pass: Pass) => void;
  /** Frames with notes. */
  readonly marks: readonly number[];
}

/** The keys of an editing room: arrows, J K L, space, Home, End, digits for passes. */
export function usePlayerKeys(options: PlayerKeysOptions): void {
  const { player, playhead, durationFrames, passes, onShow, marks } = options;
  const shuttle = (direction: 1 | -1): void => {
    const { isPlaying, speed } = playhead.get();
    const isFaster = isPlaying && Math.sign(speed) === direction;
    player?.play(isFaster ? Math.max(-4, Math.min(4, speed * 2)) : direction);
  };
  const changeSpeed = (steps: 1 | -1): void => {
    const { isPlaying, speed } = playhead.get();
    const index = SPEEDS.indexOf(Math.abs(speed));
    const next = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index + steps))] ?? 1;
    if (isPlaying) player?.play(Math.sign(speed) * next);
    else playhead.set({ speed: next });
  };
  const goToMark = (direction: 1 | -1): void => {
    const { frame } = playhead.get();
    const ahead = marks.filter((mark) => (mark - frame) * direction > 0);
    if (ahead.length > 0) player?.goTo(direction === 1 ? Math.min(...ahead) : Math.max(...ahead));
  };
  const digits = PASS_ORDER.map((pass, index): [string, () => void] => [
    String(index + 1),
    () => passes.includes(pass) && onShow(pass),
  ]);
  useKeys({
    arrowleft: () => player?.step(-1),
    arrowright: () => player?.step(1),
    'shift+arrowleft': () => player?.step(-10),
    'shift+arrowright': () => player?.step(10),
    home: () => player?.goTo(0),
    end: () => player?.goTo(durationFrames - 1),
    ' ': () => (playhead.get().isPlaying ? player?.pause() : player?.play(Math.abs(playhead.get().speed))),
    j: () => shuttle(-1),
    k: () => player?.pause(),
    l: () => shuttle(1),
    r: () => player?.setLooping(!playhead.get().isLooping),
    m: () => player?.setMuted(!playhead.get().isMuted),
    '-': () => changeSpeed(-1),
    '+': () => changeSpeed(1),
    '=': () => changeSpeed(1),
    '[': () => goToMark(-1),
    ']': () => goToMark(1),
    ...Object.fromEntries(digits),
  });
}
