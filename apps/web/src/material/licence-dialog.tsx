import type { LicenceRequest, LicensedUse } from '@backlot/film';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import { CheckField } from '../forms/check-field.tsx';
import { problemAt } from '../forms/field-problems.ts';
import { FileField } from '../forms/file-field.tsx';
import { FormDialog } from '../forms/form-dialog.tsx';
import { FormGroup, TwoFields } from '../forms/form-group.tsx';
import { TextField } from '../forms/text-field.tsx';
import { useForm } from '../forms/use-form.ts';
import { LICENSED_USES } from '../rights/rights-words.ts';
import styles from './material.module.css';

interface LicenceDraft {
  readonly title: string;
  readonly owner: string;
  readonly terms: string;
  readonly source: string;
  readonly allowedUses: readonly LicensedUse[];
  readonly isReleased: boolean;
  readonly expiresOn: string;
}

const BLANK: LicenceDraft = {
  title: '',
  owner: '',
  terms: '',
  source: '',
  allowedUses: ['plate', 'delivery'],
  isReleased: false,
  expiresOn: '',
};

/** Registers a right to use material, with its document. */
export function LicenceDialog({ production, onClose }: { readonly production: string; readonly onClose: () => void }) {
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const { draft, set, problems, dialog } = useForm({
    initial: () => BLANK,
    missingOf,
    send: (sent) => rightsClient.addLicence(production, requestOf(sent), file),
    onSent: async () => {
      await queries.invalidateQueries({ queryKey: ['register', production] });
      onClose();
    },
  });
  return (
    <FormDialog {...dialog} title="Register a licence" size={680} submit="Register" onClose={onClose}>
      <MaterialFields draft={draft} set={set} problems={problems} />
      <FormGroup title="How far it goes">
        <Uses draft={draft} set={set} problem={problemAt(problems, 'allowedUses')} />
        <CheckField
          label="The material is released: the public may see it already"
          isChecked={draft.isReleased}
          onChange={(isReleased) => set({ isReleased })}
          hint="Only released material may go to a model outside a secured environment."
        />
        <TwoFields>
          <TextField
            label="Last day (optional)"
            type="date"
            value={draft.expiresOn}
            onChange={(expiresOn) => set({ expiresOn })}
            problem={problemAt(problems, 'expiresOn')}
            hint="Left empty, it does not end by itself."
          />
          <FileField label="Document (optional)" file={file} onChange={setFile} hint="At most 32 MiB." />
        </TwoFields>
      </FormGroup>
    </FormDialog>
  );
}

interface MaterialFieldsProps {
  readonly draft: LicenceDraft;
  readonly set: (change: Partial<LicenceDraft>) => void;
  readonly problems: ReadonlyMap<string, string>;
}

function MaterialFields({ draft, set, problems }: MaterialFieldsProps) {
  return (
    <FormGroup title="What it is">
      <TwoFields>
        <TextField
          label="Title"
          value={draft.title}
          placeholder="Harbour drone plates, 2026"
          onChange={(title) => set({ title })}
          problem={problemAt(problems, 'title')}
          isFirst
        />
        <TextField
          label="Owner"
          value={draft.owner}
          onChange={(owner) => set({ owner })}
          problem={problemAt(problems, 'owner')}
        />
      </TwoFields>
      <TextField
        label="What the owner allows, in their words"
        rows={3}
        value={draft.terms}
        onChange={(terms) => set({ terms })}
        problem={problemAt(problems, 'terms')}
      />
      <TextField
        label="Where that is written down (optional)"
        value={draft.source}
        placeholder="Agreement of 12 March 2026, section 4; or an address"
        onChange={(source) => set({ source })}
        problem={problemAt(problems, 'source')}
      />
    </FormGroup>
  );
}

interface UsesProps {
  readonly draft: LicenceDraft;
  readonly set: (change: Partial<LicenceDraft>) => void;
  readonly problem: string | undefined;
}

function Uses({ draft, set, problem }: UsesProps) {
  return (
    <fieldset className={styles.uses}>
      <legend className={styles.usesLegend}>It may be used</legend>
      <div className={styles.usesGrid}>
        {LICENSED_USES.map(([use, name]) => (
          <CheckField
            key={use}
            label={name}
            isChecked={draft.allowedUses.includes(use)}
            onChange={(isOn) =>
              set({
                allowedUses: isOn ? [...draft.allowedUses, use] : draft.allowedUses.filter((each) => each !== use),
              })
            }
          />
        ))}
      </div>
      {problem && (
        <p className={styles.invalid} role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  );
}

function missingOf({ title, owner, terms, allowedUses }: LicenceDraft): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  if (title.trim() === '') missing.set('title', 'Give it a name that the crew finds again.');
  if (owner.trim() === '') missing.set('owner', 'Say who owns the material.');
  if (terms.trim() === '') missing.set('terms', 'Write what the owner allows.');
  if (allowedUses.length === 0) missing.set('allowedUses', 'Choose what it may be used for.');
  return missing;
}

function requestOf({ title, owner, terms, source, allowedUses, isReleased, expiresOn }: LicenceDraft): LicenceRequest {
  return {
    title: title.trim(),
    owner: owner.trim(),
    terms: terms.trim(),
    ...(source.trim() === '' ? {} : { source: source.trim() }),
    allowedUses,
    ...(isReleased ? { isReleased } : {}),
    ...(expiresOn === '' ? {} : { expiresOn }),
  };
}
