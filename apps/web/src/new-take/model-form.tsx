import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { BriefSection } from '../brief/brief-section.tsx';
import { rightsQueries } from '../client/rights-queries.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { OfflineNotice } from '../models/offline-notice.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { InputList } from './input-list.tsx';
import { MakeFields } from './make-fields.tsx';
import { ModelChoice } from './model-choice.tsx';
import type { ModelEngine } from './model-engines.ts';
import formStyles from './model-form.module.css';
import { ModelFormTabs } from './model-form-tabs.tsx';
import { NO_SET_UP, readModelSetUp, startingModelText, writeParameters, writeSetUp } from './model-set-up.ts';
import styles from './new-take-dialog.module.css';
import type { NewTakeStart } from './new-take-dialog.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { ShotFields } from './shot-fields.tsx';
import { SourceTake } from './source-take.tsx';
import { useInputFiles } from './use-input-files.ts';
import { useLatest } from './use-latest.ts';
import { type TakePlanControl, useTakePlan } from './use-take-plan.ts';
import { useTakeRequest } from './use-take-request.ts';
import { VoiceLines } from './voice-lines.tsx';
import { whatIsMissing } from './what-is-missing.ts';
import { WordsFields } from './words-fields.tsx';

interface ModelFormProps {
  readonly engine: ModelEngine;
  readonly start: NewTakeStart;
  /** Another production or shot was chosen. */
  readonly onPlace: (place: Pick<NewTakeStart, 'production' | 'shot'>) => void;
  readonly onClose: () => void;
}

/**
 * A take that a model makes: what is wanted, of which model, from what; then what would leave, what it would cost and what
 * policy says; then the request. Nothing is asked for that was not looked at.
 */
export function ModelForm({ engine, start, onPlace, onClose }: ModelFormProps) {
  const [text, setText] = useState(() => startingModelText(engine, start));
  const files = useInputFiles(start.from?.engine === engine.id && !start.iteration ? start.from : undefined);
  const order = { engine: engine.id, setUp: text, files: files.chosen, reused: files.reused };
  const plan = useTakePlan(order);
  const request = useTakeRequest(onClose);
  const read = readModelSetUp(text);
  const setUp = useLatest(read) ?? NO_SET_UP;
  const { production, parameters } = setUp;
  const isKnown = useQuery(studioQueries.productions()).data?.some(({ slug }) => slug === production) ?? false;
  const register = useQuery({ ...rightsQueries.register(production), enabled: isKnown });
  const missing = whatIsMissing(engine, setUp, { isKnown, files });
  const planned = useRef<HTMLDivElement>(null);
  const change = (next: string): void => {
    setText(next);
    request.reset();
  };
  const set = (changed: Parameters<typeof writeParameters>[1]): void => change(writeParameters(text, changed));
  const look = (): void =>
    plan.look(() => requestAnimationFrame(() => planned.current?.querySelector<HTMLElement>('h3')?.focus()));
  const isBusy = plan.isPending || request.isPending;
  const part = { engine, setUp, production, onChange: set };
  return (
    <form
      className={`${styles.form} ${formStyles.form}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (missing !== undefined || isBusy) return;
        if (plan.isFresh) request.mutate(order);
        else look();
      }}
    >
      <OfflineNotice production={production} />
      <fieldset className={styles.fields} disabled={!read}>
        <ModelChoice {...part} />
        <ShotFields
          setUp={setUp}
          onChange={(changed) => {
            onPlace(changed);
            change(writeSetUp(text, changed));
          }}
        />
        <PurposeChoice purpose={setUp.purpose} onChange={(purpose) => change(writeSetUp(text, { purpose }))} />
        <MakeFields {...part} onSeed={(seed) => change(writeSetUp(text, { seed }))} />
      </fieldset>
      <fieldset className={formStyles.asked} disabled={!read} aria-label="What is asked for">
        {engine.id === 'finish' && <SourceTake text={text} setUp={setUp} first={start.finish} onChange={change} />}
        {engine.promptLabel !== undefined && isKnown && (
          <BriefSection engine={engine} production={production} parameters={parameters} onChange={set} />
        )}
        {engine.promptLabel !== undefined && (
          <WordsFields
            text={text}
            label={engine.promptLabel}
            parameters={parameters}
            production={production}
            onChange={set}
          />
        )}
        {engine.id === 'voice' && (
          <VoiceLines text={text} parameters={parameters} register={register.data} onChange={change} />
        )}
        <InputList
          engine={engine}
          text={text}
          setUp={setUp}
          files={files}
          licences={register.data?.licences ?? []}
          onChange={change}
        />
      </fieldset>
      <ModelFormTabs
        ref={planned}
        text={text}
        setUp={setUp}
        register={register.data}
        plan={plan}
        missing={missing}
        error={request.error}
        onChange={change}
      />
      {request.error && (
        <div className={`${styles.answer} ${formStyles.answerRow}`}>
          <ProblemNotice error={request.error} />
        </div>
      )}
      <div className={`${styles.foot} ${formStyles.footRow}`}>
        <span className={styles.missing} role="status">
          {missing ?? noteOf(plan)}
        </span>
        <button type="button" className={styles.cancel} onClick={onClose}>
          Cancel
        </button>
        <button
          type="submit"
          className={styles.submit}
          data-denied={isDenied(plan)}
          disabled={missing !== undefined || isBusy}
        >
          {labelOf(plan, request.isPending)}
        </button>
      </div>
    </form>
  );
}

/** Policy has refused exactly this: to ask is still possible, and puts the refusal on record. */
function isDenied({ isFresh, plan }: TakePlanControl): boolean {
  return isFresh && plan?.explanation.decision.outcome === 'deny';
}

function labelOf(plan: TakePlanControl, isAsking: boolean): string {
  if (isAsking) return 'Asking';
  if (plan.isPending) return 'Looking';
  if (isDenied(plan)) return 'Ask anyway';
  return plan.isFresh ? 'Ask for this take' : 'See what leaves';
}

function noteOf(plan: TakePlanControl): string {
  if (isDenied(plan)) return 'Policy would refuse it. To ask anyway records the refusal, and nothing is sent.';
  return plan.isFresh ? '' : 'Nothing is asked for before you have seen what leaves.';
}
