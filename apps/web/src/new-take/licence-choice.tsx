import type { Licence } from '@backlot/film';
import { standingOfLicence } from '../material/licence-standing.ts';
import styles from './new-take-dialog.module.css';
import type { SetUpFields } from './set-up-text.ts';

interface LicenceChoiceProps {
  readonly fields: SetUpFields;
  readonly licences: readonly Licence[];
  readonly onChange: (change: Partial<Omit<SetUpFields, 'production'>>) => void;
}

/** The plate's licence: one of the register, or stated in words. */
export function LicenceChoice({ fields, licences, onChange }: LicenceChoiceProps) {
  const now = new Date().toISOString();
  const usable = licences.filter(
    (licence) => standingOfLicence(licence, now) === 'in-force' && licence.allowedUses.includes('plate'),
  );
  const chosen = licences.find(({ id }) => id === fields.licenceId);
  const isUsable = usable.some(({ id }) => id === fields.licenceId);
  return (
    <fieldset className={styles.licence}>
      <legend>Licence of the plate</legend>
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
              <option value={fields.licenceId}>{chosen?.title ?? fields.licenceId} (not in force for plates)</option>
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
