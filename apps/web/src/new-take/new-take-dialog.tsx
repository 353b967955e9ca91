import type { Purpose } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { Modal } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { studioClient } from '../client/studio-client.ts';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { JsonEditor } from './json-editor.tsx';
import styles from './new-take-dialog.module.css';
import { type ChosenPlate, PlateChoice } from './plate-choice.tsx';
import { findSetUpProblems, problemsOfAnswer } from './set-up-problems.ts';
import { readFields, startingText, writeFields } from './set-up-text.ts';

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

const PURPOSES: readonly (readonly [Purpose, string])[] = [
  ['ideation', 'To try an idea; stays in the house'],
  ['temp', 'For an edit that others see'],
  ['final', 'For the audience; a supervisor approves the use first'],
];

/** Asks for a take: plate, licence and purpose on the left, the whole set-up on the right. */
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
  const fields = readFields(text);
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
      size={1140}
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
        <fieldset className={styles.fields} disabled={!fields}>
          <PlateChoice
            chosen={plate}
            onChoose={(next, name) => {
              setPlate(next);
              set({ plateFile: name });
            }}
            onSetUp={change}
          />
          <fieldset className={styles.purposes}>
            <legend>Purpose</legend>
            {PURPOSES.map(([purpose, meaning]) => (
              <label key={purpose} className={styles.purpose} title={meaning}>
                <input
                  type="radio"
                  name="purpose"
                  checked={fields?.purpose === purpose}
                  onChange={() => set({ purpose })}
                />
                {purpose}
              </label>
            ))}
            <p className={styles.meaning}>{PURPOSES.find(([purpose]) => purpose === fields?.purpose)?.[1]}</p>
          </fieldset>
          <fieldset className={styles.licence}>
            <legend>Licence of the plate</legend>
            <label>
              Owner
              <input value={fields?.owner ?? ''} onChange={(event) => set({ owner: event.target.value })} />
            </label>
            <label>
              Statement
              <textarea
                rows={2}
                value={fields?.statement ?? ''}
                placeholder="What the owner allows, in their words"
                onChange={(event) => set({ statement: event.target.value })}
              />
            </label>
            <label>
              Where that is written
              <input value={fields?.source ?? ''} onChange={(event) => set({ source: event.target.value })} />
            </label>
          </fieldset>
        </fieldset>
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
