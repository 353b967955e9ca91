import type { TakeDetail } from '@backlot/server';
import { useState } from 'react';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { StudioModal } from '../shell/studio-modal.tsx';
import { CollapseForm } from './collapse-form.tsx';
import { ENGINE_CHOICES, ENGINE_WORDS, type EngineId, engineIdOf, modelEngine } from './model-engines.ts';
import { ModelForm } from './model-form.tsx';
import type { Iteration } from './model-set-up.ts';
import styles from './new-take-dialog.module.css';

/** What is known when the dialog opens. */
export interface NewTakeStart {
  readonly production?: string;
  readonly shot?: string;
  /** The take whose set-up is changed and asked for again. */
  readonly from?: TakeDetail;
  /** Where it is not that of `from`. */
  readonly engine?: EngineId;
  /** A picture of an earlier take to go on from. */
  readonly iteration?: Iteration;
  /** The take to finish. */
  readonly finish?: string;
}

/** For which shot of which production. */
type Place = Pick<NewTakeStart, 'production' | 'shot'>;

interface NewTakeDialogProps {
  readonly start: NewTakeStart;
  readonly onClose: () => void;
}

/** Asks for a take: which engine does it, and what that engine has to know. */
export function NewTakeDialog({ start, onClose }: NewTakeDialogProps) {
  const [engine, setEngine] = useState<EngineId>(start.engine ?? engineIdOf(start.from?.engine));
  // Who changes the engine keeps the shot.
  const [place, setPlace] = useState<Place>({});
  const chosen = modelEngine(engine);
  return (
    <StudioModal title="New take" size={1480} onClose={onClose}>
      <div className={styles.engine}>
        <ChoiceRow
          legend={<span className="visually-hidden">Engine</span>}
          value={engine}
          options={ENGINE_CHOICES}
          onChange={setEngine}
        />
        <p className={styles.engineWords}>{ENGINE_WORDS[engine]}</p>
      </div>
      {chosen ? (
        <ModelForm
          key={engine}
          engine={chosen}
          start={{ ...start, ...place }}
          onPlace={(changed) => setPlace({ ...place, ...changed })}
          onClose={onClose}
        />
      ) : (
        <CollapseForm start={{ ...start, ...place }} onClose={onClose} />
      )}
    </StudioModal>
  );
}
