import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsQueries } from '../client/rights-queries.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { JsonEditor } from './json-editor.tsx';
import { LicenceChoice } from './licence-choice.tsx';
import styles from './new-take-dialog.module.css';
import type { NewTakeStart } from './new-take-dialog.tsx';
import { type ChosenPlate, PlateChoice } from './plate-choice.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { findSetUpProblems, problemsOfAnswer } from './set-up-problems.ts';
import { NO_FIELDS, readFields, startingText, writeFields } from './set-up-text.ts';
import { useLatest } from './use-latest.ts';
import { UseSection } from './use-section.tsx';
import { useTakeRequest } from './use-take-request.ts';

interface CollapseFormProps {
  readonly start: NewTakeStart;
  readonly onClose: () => void;
}

/** Plate, purpose and licence, who and what it touches, and the whole set-up as text. */
export function CollapseForm({ start, onClose }: CollapseFormProps) {
  const from = start.from?.engine === 'collapse' ? start.from : undefined;
  const [text, setText] = useState(() => startingText(startOf(start)));
  const [plate, setPlate] = useState<ChosenPlate | undefined>(from && { kind: 'take', takeId: from.id });
  const request = useTakeRequest(onClose);
  const ownProblems = findSetUpProblems(text);
  const problems = ownProblems.length > 0 ? ownProblems : problemsOfAnswer(request.error, text);
  // While the text cannot be read, the form shows what it read last and cannot be used.
  const read = readFields(text);
  const fields = useLatest(read) ?? NO_FIELDS;
  // A production that does not exist yet has no register: it begins with this take.
  const production = fields.production;
  const isKnown = useQuery(studioQueries.productions()).data?.some(({ slug }) => slug === production) ?? false;
  const register = useQuery({ ...rightsQueries.register(production), enabled: isKnown });
  const change = (next: string): void => {
    setText(next);
    request.reset();
  };
  const set = (fieldChange: Parameters<typeof writeFields>[1]): void => change(writeFields(text, fieldChange));
  const send = (): void =>
    request.mutate({
      engine: 'collapse',
      setUp: text,
      files: plate?.kind === 'file' ? { plate: plate.file } : {},
      reused: plate?.kind === 'take' ? { plate: plate.takeId } : {},
    });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ownProblems.length === 0 && !request.isPending) send();
      }}
    >
      <fieldset className={styles.fields} disabled={!read}>
        <PlateChoice
          chosen={plate}
          onChoose={(next, name) => {
            setPlate(next);
            set({ plateFile: name });
          }}
          onSetUp={change}
        />
        <PurposeChoice purpose={fields.purpose} onChange={(purpose) => set({ purpose })} />
        <LicenceChoice
          legend="Licence of the plate"
          use="plate"
          fields={fields}
          licences={register.data?.licences ?? []}
          onChange={set}
        />
      </fieldset>
      <UseSection text={text} register={register.data} onChange={change} />
      <div className={styles.setUp}>
        <div className={styles.setUpHead}>
          <span>Set-up</span>
          <span className={problems.length > 0 ? styles.wrong : 'faint'} role="status">
            {problems.length === 0 ? 'Reads well' : `${problems.length} to correct`}
          </span>
        </div>
        <JsonEditor label="Set-up as JSON" text={text} problems={problems} onChange={change} />
      </div>
      {request.error && (
        <div className={styles.answer}>
          <ProblemNotice error={request.error} />
        </div>
      )}
      <div className={styles.foot}>
        {!plate && <span className={styles.missing}>Choose a plate first.</span>}
        <button type="button" className={styles.cancel} onClick={onClose}>
          Cancel
        </button>
        <button
          type="submit"
          className={styles.submit}
          disabled={ownProblems.length > 0 || !plate || request.isPending}
        >
          {request.isPending ? 'Asking' : 'Ask for this take'}
        </button>
      </div>
    </form>
  );
}

/** Another engine's take says where, not what. */
function startOf({ production, shot, from }: NewTakeStart): Parameters<typeof startingText>[0] {
  if (from?.engine === 'collapse') return { from };
  return { ...(production === undefined ? {} : { production }), ...(shot === undefined ? {} : { shot }) };
}
