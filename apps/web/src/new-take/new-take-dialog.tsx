import type { TakeDetail } from '@backlot/server';
import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { rightsQueries } from '../client/rights-queries.ts';
import { studioClient } from '../client/studio-client.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { JsonEditor } from './json-editor.tsx';
import { LicenceChoice } from './licence-choice.tsx';
import styles from './new-take-dialog.module.css';
import { type ChosenPlate, PlateChoice } from './plate-choice.tsx';
import { PurposeChoice } from './purpose-choice.tsx';
import { findSetUpProblems, problemsOfAnswer } from './set-up-problems.ts';
import { NO_FIELDS, readFields, startingText, writeFields } from './set-up-text.ts';
import { useLatest } from './use-latest.ts';
import { UseSection } from './use-section.tsx';

/** What is known when the dialog opens. */
export interface NewTakeStart {
  readonly production?: string;
  readonly shot?: string;
  /** The take whose set-up is changed and asked for again. */
  readonly from?: TakeDetail;
}

interface NewTakeDialogProps {
  readonly start: NewTakeStart;
  readonly onClose: () => void;
}

/** Asks for a take: plate, purpose and licence, who and what it touches, and the whole set-up as text. */
export function NewTakeDialog({ start, onClose }: NewTakeDialogProps) {
  const [text, setText] = useState(() => startingText(start));
  const [plate, setPlate] = useState<ChosenPlate | undefined>(start.from && { kind: 'take', takeId: start.from.id });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const request = useMutation({
    mutationFn: () =>
      studioClient.requestTake({
        engine: start.from?.engine ?? 'collapse',
        setUp: text,
        plate: plate?.kind === 'file' ? plate.file : undefined,
        plateOfTake: plate?.kind === 'take' ? plate.takeId : undefined,
      }),
    onSuccess: async (take) => {
      await queries.invalidateQueries();
      onClose();
      await navigate({ to: '/takes/$take', params: { take: take.id } });
    },
  });
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
  return (
    <Modal
      opened
      onClose={onClose}
      title="New take"
      size={1480}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (ownProblems.length === 0 && !request.isPending) request.mutate();
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
          <LicenceChoice fields={fields} licences={register.data?.licences ?? []} onChange={set} />
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
    </Modal>
  );
}
