import type { Licence, LicensedUse } from '@backlot/film';
import { standingOfLicence } from '../material/licence-standing.ts';
import styles from './new-take-dialog.module.css';

/** A licence as a set-up says it. */
interface LicenceFields {
  /** Of the production's register; empty where it is stated in words. */
  readonly licenceId: string;
  readonly owner: string;
  readonly statement: string;
  readonly source: string;
}

interface LicenceChoiceProps {
  readonly legend: string;
  /** What the licence has to allow. */
  readonly use: LicensedUse;
  readonly fields: LicenceFields;
  readonly licences: readonly Licence[];
  readonly onChange: (change: Partial<LicenceFields>) => void;
}

/** The licence of an input: one of the register, or stated in words. */
export function LicenceChoice({ legend, use, fields, licences, onChange }: LicenceChoiceProps) {
  const now = new Date().toISOString();
  const usable = licences.filter(
    (licence) => standingOfLicence(licence, now) === 'in-force' && licence.allowedUses.includes(use),
  );
  const chosen = licences.find(({ id }) => id === fields.licenceId);
  const isUsable = usable.some(({ id }) => id === fields.licenceId);
  return (
    <fieldset className={styles.licence}>
      <legend>{legend}</legend>
      {(usable.length > 0 || fields.licenceId !== '') && (
        <label>
          From the register
          <select value={fields.licenceId} onChange={(event) => onChange({ licenceId: event.target.value })}>
            <option value="">Stated in words</option>
            {usable.map(({ id, title, owner }) => (
              <option key={id} value={id}>
                {title}, {owner}
              </option>
            ))}
            {fields.licenceId !== '' && !isUsable && (
              <option value={fields.licenceId}>
                {chosen?.title ?? fields.licenceId} (not in force for {use === 'plate' ? 'plates' : 'references'})
              </option>
            )}
          </select>
        </label>
      )}
      {fields.licenceId === '' ? (
        <StatedLicence fields={fields} onChange={onChange} />
      ) : (
        chosen && (
          <p className={styles.terms}>
            {chosen.owner}: {chosen.terms}
          </p>
        )
      )}
    </fieldset>
  );
}

function StatedLicence({ fields, onChange }: Pick<LicenceChoiceProps, 'fields' | 'onChange'>) {
  return (
    <>
      <label>
        Owner
        <input value={fields.owner} onChange={(event) => onChange({ owner: event.target.value })} />
      </label>
      <label>
        Statement
        <textarea
          rows={2}
          value={fields.statement}
          placeholder="What the owner allows, in their words"
          onChange={(event) => onChange({ statement: event.target.value })}
        />
      </label>
      <label>
        Where that is written
        <input value={fields.source} onChange={(event) => onChange({ source: event.target.value })} />
      </label>
    </>
  );
}
