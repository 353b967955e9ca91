import type { FaceFinding } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useState } from 'react';
import { fileUrl, frameUrl } from '../client/studio-client.ts';
import styles from './seen-picture.module.css';

interface SeenPictureProps {
  readonly take: TakeDetail;
  readonly finding: Pick<FaceFinding, 'file' | 'frame' | 'area'>;
}

/** The picture that a finding speaks of, with a frame around what is meant. */
export function SeenPicture({ take, finding }: SeenPictureProps) {
  const { file, frame, area } = finding;
  // A film of a model has no frames of its own on file, and is shown at its time.
  const [hasFrames, setHasFrames] = useState(true);
  const still = file !== undefined && /\.(?:png|jpe?g)$/i.test(file) && !file.startsWith('composite/');
  const url = still ? fileUrl(take.id, file) : frameUrl(take.id, 'composite', frame);
  const name = file?.startsWith('variants/') ? `Variant ${frame + 1}` : `Frame ${frame}`;
  return (
    <div className={styles.picture}>
      {hasFrames || file === undefined ? (
        <a href={url} target="_blank" rel="noreferrer" aria-label={`${name} in full size`}>
          <img src={url} alt={name} loading="lazy" onError={() => setHasFrames(false)} />
        </a>
      ) : (
        <video src={atFrame(fileUrl(take.id, file), frame, take)} muted preload="metadata" aria-label={name} />
      )}
      {area && <span className={styles.box} role="img" aria-label="What is meant" style={placeOf(area)} />}
    </div>
  );
}

function atFrame(url: string, frame: number, { picture: { frameRate } }: TakeDetail): string {
  return `${url}#t=${((frame * frameRate.denominator) / frameRate.numerator).toFixed(3)}`;
}

function placeOf({ left, top, width, height }: NonNullable<FaceFinding['area']>): React.CSSProperties {
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
  return { left: percent(left), top: percent(top), width: percent(width), height: percent(height) };
}
