import type { FaceFinding } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import evidenceStyles from './evidence.module.css';
import styles from './findings.module.css';
import { SeenPicture } from './seen-picture.tsx';
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
  fleeting: 'Gone in the next frames, which no face is',
  'in-plate': 'In the plate',
} as const;

const NAMELESS: Partial<Record<FaceFinding['verdict'], string>> = {
  unclear: 'A face',
  fleeting: 'Hardly a face',
  'in-plate': 'A face',
};

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
  const isPictured = take.state === 'held' && verdict !== 'in-plate' && finding.area !== undefined;
  return (
    <li className={styles.finding} data-tone={verdict} data-pictured={isPictured}>
      {isPictured && <SeenPicture take={take} finding={finding} />}
      <div>
        <p>
          {name ?? NAMELESS[verdict] ?? 'Somebody who is not on file'}
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
