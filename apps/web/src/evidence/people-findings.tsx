import type { FaceFinding } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { frameUrl } from '../client/studio-client.ts';
import evidenceStyles from './evidence.module.css';
import styles from './findings.module.css';
import { WordsFindings } from './words-findings.tsx';

interface PeopleFindingsProps {
  readonly take: TakeDetail;
  /** Shows a frame in the player; without one, the frames stand here as pictures where they may be seen. */
  readonly onGoTo?: (frame: number) => void;
}

const VERDICTS = {
  consented: 'Consent on file',
  question: 'A question',
  refused: 'No consent',
  unclear: 'Cannot be compared',
  'in-plate': 'In the plate',
} as const;

/** People whom checks found: in the words of the request, and in the picture. */
export function PeopleFindings({ take, onGoTo }: PeopleFindingsProps) {
  return (
    <>
      {take.words.length > 0 && (
        <section className={evidenceStyles.block} aria-label="People in words">
          <h2 className={evidenceStyles.heading}>People in words</h2>
          <WordsFindings words={take.words} />
        </section>
      )}
      {take.faces.length > 0 && (
        <section className={evidenceStyles.block} aria-label="Faces in the picture">
          <h2 className={evidenceStyles.heading}>Faces in the picture</h2>
          <ul className={styles.findings}>
            {worstFirst(take.faces).map((finding) => (
              <Face
                key={`${finding.frame} ${finding.verdict} ${finding.performer} ${finding.similarity}`}
                finding={finding}
                take={take}
                onGoTo={onGoTo}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface FaceProps {
  readonly finding: FaceFinding;
  readonly take: TakeDetail;
  readonly onGoTo: ((frame: number) => void) | undefined;
}

function Face({ finding, take, onGoTo }: FaceProps) {
  const { frame, verdict, name, similarity, why } = finding;
  const url = frameUrl(take.id, 'composite', frame);
  return (
    <li className={styles.finding} data-tone={verdict} data-pictured={take.state === 'held'}>
      {take.state === 'held' && (
        <a href={url} target="_blank" rel="noreferrer" aria-label={`Frame ${frame} in full size`}>
          <img className={styles.frame} src={url} alt={`Frame ${frame}`} loading="lazy" />
        </a>
      )}
      <div>
        <p>
          {name ?? (verdict === 'unclear' || verdict === 'in-plate' ? 'A face' : 'Somebody who is not on file')}
          {similarity !== undefined && <span className="quiet"> {Math.round(100 * similarity)} % alike</span>}
        </p>
        <p className="quiet">{why}</p>
        <p className={styles.verdict}>
          {VERDICTS[verdict]},{' '}
          {onGoTo ? (
            <button type="button" className={styles.link} onClick={() => onGoTo(frame)}>
              frame {frame}
            </button>
          ) : (
            `frame ${frame}`
          )}
        </p>
      </div>
    </li>
  );
}

const ORDER: readonly FaceFinding['verdict'][] = ['refused', 'question', 'consented'];

function worstFirst(faces: readonly FaceFinding[]): FaceFinding[] {
  return [...faces].sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict) || a.frame - b.frame);
}
