import { pickableFiles, type Review } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { toApiProblem } from '../client/api-problem.ts';
import { fileUrl } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { createPlayhead } from '../player/playhead.ts';
import { formatBytes, formatMoment } from '../shell/format.ts';
import soundStyles from './sound-review.module.css';
import styles from './take.module.css';
import { TakePanel } from './take-panel.tsx';
import { useNoteDraft } from './use-note-draft.ts';
import { usePick } from './use-pick.ts';
import { type SoundFile, soundsOf } from './variants-of.ts';

const NO_REVIEWS: readonly Review[] = [];

/** What can be heard of a take, each with its picture; notes are on the one that was played last. */
export function SoundReview({ take }: { readonly take: TakeDetail }) {
  const reviews = useQuery(studioQueries.reviews(take.id)).data ?? NO_REVIEWS;
  const playhead = useMemo(() => createPlayhead(0), []);
  const note = useNoteDraft(take.id, playhead, undefined, { canDraw: false });
  return (
    <div className={styles.review}>
      <section className={soundStyles.sounds} aria-label="Sounds">
        {soundsOf(take).map((each, at) => (
          <Sound
            key={each.sound.name}
            take={take}
            {...each}
            onPlay={() => each.sound.role === 'sound' && playhead.set({ frame: at })}
          />
        ))}
      </section>
      <TakePanel take={take} reviews={reviews} note={note} playhead={playhead} player={undefined} />
    </div>
  );
}

interface SoundProps extends SoundFile {
  readonly take: TakeDetail;
  readonly onPlay: () => void;
}

function Sound({ take, sound, waveform, onPlay }: SoundProps) {
  return (
    <figure className={soundStyles.sound}>
      <figcaption className={soundStyles.name}>
        {sound.name} <span className="faint">{formatBytes(sound.byteLength)}</span>
        <SoundPick take={take} file={sound.name} />
      </figcaption>
      {waveform && <img src={fileUrl(take.id, waveform.name)} alt="" decoding="async" />}
      {/* biome-ignore lint/a11y/useMediaCaption: a sound that was just made has no captions; its lines stand in the recipe */}
      <audio controls preload="metadata" src={fileUrl(take.id, sound.name)} aria-label={sound.name} onPlay={onPlay} />
    </figure>
  );
}

/** Whether this sound is the one that is gone on with, and the way to say so; nothing where there is no choice. */
function SoundPick({ take, file }: { readonly take: TakeDetail; readonly file: string }) {
  const { mayPick, isPending, error, pick } = usePick(take);
  if (!pickableFiles(take.files).some(({ name }) => name === file)) return null;
  return (
    <span className={soundStyles.pick}>
      {error !== null && <span className={styles.bad}>{toApiProblem(error).message}</span>}
      {take.pick?.file === file ? (
        <span className={soundStyles.picked} title={formatMoment(take.pick.at)}>
          Picked by {take.pick.by.name}
        </span>
      ) : (
        mayPick && (
          <button type="button" className={styles.link} disabled={isPending} onClick={() => pick(file)}>
            Pick this one
          </button>
        )
      )}
    </span>
  );
}
