import type { Picture } from '@backlot/server';
import { useEffect, useRef } from 'react';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { nameOfFrame } from './name-of-frame.ts';
import { isEmptyDraft, type NoteDraft } from './note-draft.ts';
import styles from './notes.module.css';

interface NoteComposerProps {
  readonly picture: Picture;
  /** Its frames are pictures that are no film: nothing is drawn on them. */
  readonly isStills?: boolean;
  readonly draft: NoteDraft;
  readonly isSaving: boolean;
  readonly error: unknown;
  readonly onText: (text: string) => void;
  readonly onSave: () => void;
  readonly onDiscard: () => void;
  readonly onDraw: () => void;
  readonly onGoTo: (frame: number) => void;
}

/** Words for a frame, and the drawing that goes with them. */
export function NoteComposer(props: NoteComposerProps) {
  const { picture, isStills = false, draft, isSaving, error, onText, onSave, onDiscard, onDraw, onGoTo } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <form
      className={styles.composer}
      aria-label={`Note on frame ${draft.frame}`}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      <div className={styles.composerHead}>
        <button type="button" className={`${styles.frameLink} mono`} onClick={() => onGoTo(draft.frame)}>
          {nameOfFrame(picture, draft.frame, isStills)}
        </button>
        {!isStills && <span className="faint">Frame {draft.frame}</span>}
        {draft.strokes.length > 0 && (
          <span className="faint">
            {draft.strokes.length} drawn {draft.strokes.length === 1 ? 'line' : 'lines'}
          </span>
        )}
      </div>
      <textarea
        ref={field}
        className={styles.words}
        aria-label="Note"
        rows={3}
        maxLength={10_000}
        value={draft.text}
        placeholder={`What should change on this ${isStills ? 'variant' : 'frame'}`}
        onChange={(event) => onText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave();
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      {error !== null && error !== undefined && <ProblemNotice error={error} />}
      <div className={styles.composerFoot}>
        {!isStills && (
          <button type="button" className={styles.plain} onClick={onDraw}>
            Draw
          </button>
        )}
        <span className={styles.spring} />
        <button type="button" className={styles.plain} onClick={onDiscard}>
          Discard
        </button>
        <button type="submit" className={styles.save} disabled={isSaving || isEmptyDraft(draft)}>
          {isSaving ? 'Saving' : 'Save note'}
        </button>
      </div>
    </form>
  );
}
