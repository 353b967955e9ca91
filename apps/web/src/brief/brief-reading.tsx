import type { BriefReading } from '@backlot/film';
import { useState } from 'react';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import type { ModelEngine } from '../new-take/model-engines.ts';
import { NumberField } from '../new-take/number-field.tsx';
import type { Json } from '../new-take/set-up-json.ts';
import rightsStyles from '../rights/rights.module.css';
import styles from './brief.module.css';
import { BriefAsides } from './brief-asides.tsx';
import type { UsedBrief } from './brief-form.tsx';
import { applyUnderstood, type Understood, understoodOf } from './understood.ts';

interface BriefReadingProps {
  readonly engine: ModelEngine;
  readonly reading: BriefReading;
  readonly parameters: Json;
  readonly onUse: (used: UsedBrief) => void;
}

/** What was understood, each part to be changed before it goes into the form; what has no place there, and what is left open. */
export function BriefReadingView({ engine, reading, parameters, onUse }: BriefReadingProps) {
  const { shots, questions } = reading;
  const [at, setAt] = useState(0);
  const [changed, setChanged] = useState<Partial<Understood>>({});
  const shot = shots[at];
  if (!shot) return <NoShot questions={questions} />;
  const understood = { ...understoodOf(shot), ...changed };
  const { change, leftOut } = applyUnderstood(engine, parameters, understood);
  const set = (part: Partial<Understood>): void => setChanged({ ...changed, ...part });
  const notUsed = [...leftOut, ...(shots.length > 1 ? [describeOthers(shots.length - 1)] : [])];
  return (
    <fieldset className={styles.reading} aria-label="What was understood">
      {shots.length > 1 && (
        <SelectField
          label="Shot of the brief"
          value={String(at)}
          options={shots.map(({ description }, index) => [String(index), `${index + 1}. ${description}`])}
          onChange={(next) => {
            setAt(Number(next));
            setChanged({});
          }}
        />
      )}
      <TextField
        label="What happens"
        rows={3}
        value={understood.description}
        onChange={(description) => set({ description })}
      />
      <TextField label="Camera" value={understood.camera} onChange={(camera) => set({ camera })} />
      <TextField
        label="People, things and places"
        value={understood.subjects}
        onChange={(subjects) => set({ subjects })}
      />
      <TextField label="Not to be seen" value={understood.negative} onChange={(negative) => set({ negative })} />
      <NumberField
        label="Seconds"
        value={understood.durationS}
        min={0.1}
        max={600}
        step={0.1}
        onChange={(durationS) => set({ durationS })}
      />
      <BriefAsides leftOut={notUsed} questions={questions} />
      <button
        type="button"
        className={rightsStyles.button}
        disabled={understood.description.trim() === ''}
        onClick={() => onUse({ change, leftOut: notUsed, questions })}
      >
        Put it into the form
      </button>
    </fieldset>
  );
}

function NoShot({ questions }: Pick<BriefReading, 'questions'>) {
  return (
    <>
      <p className="quiet">No shot was found in it.</p>
      <BriefAsides leftOut={[]} questions={questions} />
    </>
  );
}

function describeOthers(count: number): string {
  return count === 1 ? 'The other shot: a take is of one.' : `The other ${count} shots: a take is of one.`;
}
