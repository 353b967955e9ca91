import type { ModelCard } from '@backlot/film';
import { useState } from 'react';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import type { ModelEngine } from '../new-take/model-engines.ts';
import { countLetters, tooLong } from '../new-take/prompt-length.ts';
import type { Json } from '../new-take/set-up-json.ts';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import styles from './brief.module.css';
import { BriefPlan } from './brief-plan.tsx';
import { BriefReadingView } from './brief-reading.tsx';
import { maySend, useBrief } from './use-brief.ts';

/** What goes into the form, and what does not. */
export interface UsedBrief {
  readonly change: Json;
  readonly leftOut: readonly string[];
  readonly questions: readonly string[];
}

interface BriefFormProps {
  readonly engine: ModelEngine;
  readonly production: string;
  readonly parameters: Json;
  /** Cards of language models; one at least. */
  readonly readers: readonly ModelCard[];
  readonly onUse: (used: UsedBrief) => void;
}

/** Letters that the studio takes of a brief. */
const MOST_BRIEF_LETTERS = 20_000;

/** A brief is pasted, what would leave is looked at, it is read, and what was understood goes into the form. */
export function BriefForm({ engine, production, parameters, readers, onUse }: BriefFormProps) {
  const [text, setText] = useState('');
  const [card, setCard] = useState(readers[0]?.id ?? '');
  const brief = useBrief(production, { card, text: text.trim() });
  const { plan, reading, error, isPending, isReading } = brief;
  const problem = tooLong(text, MOST_BRIEF_LETTERS);
  const isBlocked = isPending || text.trim() === '' || problem !== undefined;
  return (
    <fieldset className={styles.form} onKeyDown={keepFromSubmitting} aria-label="Brief to read">
      <TextField
        label="Brief"
        rows={6}
        value={text}
        problem={problem}
        hint={countLetters(text, MOST_BRIEF_LETTERS) ?? 'A language model reads it; nothing of it is run.'}
        onChange={setText}
      />
      {readers.length > 1 && (
        <SelectField
          label="Read by"
          value={card}
          options={readers.map(({ id, name, version }) => [id, `${name} ${version}`])}
          onChange={setCard}
        />
      )}
      {!plan && (
        <button type="button" className={rightsStyles.button} disabled={isBlocked} onClick={brief.look}>
          {isPending ? 'Looking' : 'See what leaves with the brief'}
        </button>
      )}
      {plan && !reading && (
        <BriefPlan plan={plan}>
          {maySend(plan) && (
            <button type="button" className={rightsStyles.button} disabled={isBlocked} onClick={brief.read}>
              {isReading ? 'Reading' : 'Have it read'}
            </button>
          )}
        </BriefPlan>
      )}
      {error !== null && <ProblemNotice error={error} />}
      {reading && <BriefReadingView engine={engine} reading={reading} parameters={parameters} onUse={onUse} />}
    </fieldset>
  );
}

/** Enter in a field of the brief asks for no take. */
function keepFromSubmitting(event: React.KeyboardEvent): void {
  if (event.key === 'Enter' && event.target instanceof HTMLInputElement) event.preventDefault();
}
