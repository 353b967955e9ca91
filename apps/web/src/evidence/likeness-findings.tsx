import type { LikenessFinding } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { workPictureUrl } from '../client/rights-client.ts';
import { fileUrl, frameUrl } from '../client/studio-client.ts';
import evidenceStyles from './evidence.module.css';
import shared from './findings.module.css';
import styles from './likeness-findings.module.css';

interface LikenessFindingsProps {
  readonly take: TakeDetail;
  /** Shows a frame in the player; without one, both pictures stand here where they may be seen. */
  readonly onGoTo?: (frame: number) => void;
}

const KINDS: Readonly<Record<LikenessFinding['kind'], string>> = {
  same: 'The whole work',
  'part-of': 'A part in common',
  'not-looked-at': 'Not compared',
};

/** Works on file that inspection saw in what a model made. */
export function LikenessFindings({ take, onGoTo }: LikenessFindingsProps) {
  if (take.likenesses.length === 0) return null;
  return (
    <section className={evidenceStyles.block} aria-label="Works on file in the picture">
      <h2 className={evidenceStyles.heading}>Works on file in the picture</h2>
      <ul className={shared.findings}>
        {take.likenesses.map((finding) => (
          <Likeness key={`${finding.work} ${finding.file}`} finding={finding} take={take} onGoTo={onGoTo} />
        ))}
      </ul>
    </section>
  );
}

interface LikenessProps {
  readonly finding: LikenessFinding;
  readonly take: TakeDetail;
  readonly onGoTo: ((frame: number) => void) | undefined;
}

function Likeness({ finding, take, onGoTo }: LikenessProps) {
  const { kind, frame, file, work, title, owner, why } = finding;
  return (
    <li className={shared.finding}>
      <p>
        {title ?? 'Pictures that could not be compared'}
        {owner && <span className="quiet"> of {owner}</span>}
      </p>
      <p className="quiet">{why}</p>
      {take.state === 'held' && work !== undefined && (
        <div className={styles.pair}>
          <figure>
            <Made finding={finding} take={take} />
            <figcaption>Made</figcaption>
          </figure>
          <figure>
            <a href={workPictureUrl(work)} target="_blank" rel="noreferrer">
              <img src={workPictureUrl(work)} alt={title ?? 'The work on file'} loading="lazy" />
            </a>
            <figcaption>On file</figcaption>
          </figure>
        </div>
      )}
      <p className={shared.verdict}>
        {KINDS[kind]},{' '}
        {onGoTo && isInPlayer(file) ? (
          <button type="button" className={shared.link} onClick={() => onGoTo(frame)}>
            {whereOf(finding)}
          </button>
        ) : (
          whereOf(finding)
        )}
      </p>
    </li>
  );
}

/** The still itself, the film at the frame, or the frame of a sequence. */
function Made({ finding: { file, frame }, take }: Pick<LikenessProps, 'finding' | 'take'>) {
  const { numerator, denominator } = take.picture.frameRate;
  if (/\.(?:mp4|mov|webm)$/i.test(file)) {
    const url = `${fileUrl(take.id, file)}#t=${((frame * denominator) / numerator).toFixed(3)}`;
    return <video src={url} controls muted preload="metadata" aria-label={`${file}, frame ${frame}`} />;
  }
  const url = isStill(file) ? fileUrl(take.id, file) : frameUrl(take.id, 'composite', frame);
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img src={url} alt={`${file}, frame ${frame}`} loading="lazy" />
    </a>
  );
}

/** Frames of a film or a sequence, and variants; a poster is neither. */
function isInPlayer(file: string): boolean {
  return !isStill(file) || file.startsWith('variants/');
}

function whereOf({ file, frame }: LikenessFinding): string {
  if (file.startsWith('variants/')) return `variant ${frame + 1}`;
  return isStill(file) ? file : `frame ${frame}`;
}

/** A picture for itself, not a frame of a sequence. */
function isStill(file: string): boolean {
  return /\.(?:png|jpe?g)$/i.test(file) && !file.startsWith('composite/');
}
