import { formatFrameRate, formatTimecode } from '@backlot/film';
import type { Picture } from '@backlot/server';
import type { FramePlayer } from './frame-player.ts';
import { Glyph } from './glyph.tsx';
import type { Playhead } from './playhead.ts';
import { useFrameText } from './use-frame-text.ts';
import { SPEEDS } from './use-player-keys.ts';
import { usePlayhead } from './use-playhead.ts';
import styles from './viewer.module.css';

interface TransportBarProps {
  readonly picture: Picture;
  readonly playhead: Playhead;
  readonly player: FramePlayer | undefined;
  /** Buttons of the picture's own: wipe, draw. */
  readonly children?: React.ReactNode;
}

/** Timecode, frame and the buttons that move through the take. */
export function TransportBar({ picture, playhead, player, children }: TransportBarProps) {
  const isPlaying = usePlayhead(playhead, 'isPlaying');
  const isLooping = usePlayhead(playhead, 'isLooping');
  const isMuted = usePlayhead(playhead, 'isMuted');
  const speed = usePlayhead(playhead, 'speed');
  return (
    <div className={styles.transport}>
      <FrameCounter picture={picture} playhead={playhead} player={player} />
      <div className={styles.buttons}>
        <button type="button" aria-label="First frame" onClick={() => player?.goTo(0)}>
          <Glyph name="first" />
        </button>
        <button type="button" aria-label="One frame back" onClick={() => player?.step(-1)}>
          <Glyph name="back" />
        </button>
        <button
          type="button"
          className={styles.play}
          aria-label={isPlaying ? 'Pause' : 'Play'}
          onClick={() => (isPlaying ? player?.pause() : player?.play(Math.abs(speed)))}
        >
          <Glyph name={isPlaying ? 'pause' : 'play'} />
        </button>
        <button type="button" aria-label="One frame on" onClick={() => player?.step(1)}>
          <Glyph name="on" />
        </button>
        <button type="button" aria-label="Last frame" onClick={() => player?.goTo(picture.durationFrames - 1)}>
          <Glyph name="last" />
        </button>
      </div>
      <div className={styles.options}>
        {children}
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={isLooping}
          onClick={() => player?.setLooping(!isLooping)}
          title="Loop (R)"
        >
          Loop
        </button>
        <button
          type="button"
          className={styles.toggle}
          aria-pressed={!isMuted}
          onClick={() => player?.setMuted(!isMuted)}
          title="Sound (M)"
        >
          Sound
        </button>
        <select
          className={styles.speed}
          aria-label="Speed"
          value={Math.abs(speed)}
          onChange={(event) => {
            const next = Number(event.target.value);
            if (isPlaying) player?.play(next);
            else playhead.set({ speed: next });
          }}
        >
          {SPEEDS.map((each) => (
            <option key={each} value={each}>
              {each}×{isPlaying && speed < 0 && each === -speed ? ' back' : ''}
            </option>
          ))}
        </select>
        <span className={`${styles.rate} mono`}>{formatFrameRate(picture.frameRate)} fps</span>
      </div>
    </div>
  );
}

function FrameCounter({ picture, playhead, player }: Omit<TransportBarProps, 'children'>) {
  const frame = usePlayhead(playhead, 'frame');
  const field = useFrameText(frame, picture.durationFrames, (next) => player?.goTo(next));
  return (
    <div className={`${styles.counter} mono`}>
      <output className={styles.timecode} aria-label="Timecode">
        {formatTimecode(picture.frameRate, frame)}
      </output>
      <input className={styles.frame} aria-label="Frame" inputMode="numeric" {...field} />
      <span className={styles.last}>of 0–{picture.durationFrames - 1}</span>
    </div>
  );
}
