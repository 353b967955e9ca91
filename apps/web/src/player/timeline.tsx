import { formatTimecode } from '@backlot/film';
import type { Picture } from '@backlot/server';
import { useRef } from 'react';
import type { FramePlayer } from './frame-player.ts';
import type { Playhead } from './playhead.ts';
import styles from './timeline.module.css';
import { usePlayhead } from './use-playhead.ts';

export interface TimelineMark {
  readonly frame: number;
  readonly label: string;
}

interface TimelineProps {
  readonly picture: Picture;
  readonly playhead: Playhead;
  readonly player: FramePlayer | undefined;
  readonly marks: readonly TimelineMark[];
}

/** The take from its first frame to its last: drag to move, marks where notes are. Every frame has its own cell. */
export function Timeline({ picture, playhead, player, marks }: TimelineProps) {
  const frame = usePlayhead(playhead, 'frame');
  const track = useRef<HTMLDivElement>(null);
  const { durationFrames, frameRate } = picture;
  const cell = 100 / durationFrames;
  const scrub = (event: React.PointerEvent): void => {
    const box = track.current?.getBoundingClientRect();
    if (!box || event.buttons !== 1) return;
    player?.goTo(Math.floor(((event.clientX - box.left) / box.width) * durationFrames));
  };
  return (
    <div className={styles.timeline}>
      <ul className={styles.marks} aria-label="Notes on frames">
        {marks.map((mark) => (
          <li key={mark.frame} style={{ left: `${(mark.frame + 0.5) * cell}%` }}>
            <button type="button" aria-label={mark.label} title={mark.label} onClick={() => player?.goTo(mark.frame)} />
          </li>
        ))}
      </ul>
      <div
        ref={track}
        className={styles.track}
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={0}
        aria-valuemax={durationFrames - 1}
        aria-valuenow={frame}
        aria-valuetext={`Frame ${frame}, ${formatTimecode(frameRate, frame)}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          scrub(event);
        }}
        onPointerMove={scrub}
      >
        {ticksOf(picture).map((tick) => (
          <span key={tick} className={styles.tick} style={{ left: `${tick * cell}%` }}>
            <span className={`${styles.tickLabel} mono`}>{tick}</span>
          </span>
        ))}
        <span className={styles.played} style={{ width: `${frame * cell}%` }} />
        <span className={styles.head} style={{ left: `${frame * cell}%`, width: `max(2px, ${cell}%)` }} />
      </div>
    </div>
  );
}

const MAX_TICKS = 14;
const TICK_STEPS = [1, 2, 4, 6, 12, 24, 48, 120, 240, 480, 1200, 2400, 4800, 12000, 24000, 120000];

/** Whole steps that leave room for their labels. */
function ticksOf({ durationFrames }: Picture): number[] {
  const step = TICK_STEPS.find((each) => durationFrames / each <= MAX_TICKS) ?? durationFrames;
  return Array.from({ length: Math.ceil(durationFrames / step) }, (_, index) => index * step);
}
