import type { Licence } from '@backlot/film';
import { useId } from 'react';
import { fileUrl } from '../client/studio-client.ts';
import controls from '../forms/forms.module.css';
import rightsStyles from '../rights/rights.module.css';
import { formatBytes } from '../shell/format.ts';
import { LicenceChoice } from './licence-choice.tsx';
import type { InputRole, ModelEngine } from './model-engines.ts';
import styles from './model-form.module.css';
import { type ModelSetUp, type SetUpInput, writeInput } from './model-set-up.ts';
import dialogStyles from './new-take-dialog.module.css';
import type { InputFiles } from './use-input-files.ts';

interface InputListProps {
  readonly engine: ModelEngine;
  readonly text: string;
  readonly setUp: ModelSetUp;
  readonly files: InputFiles;
  readonly licences: readonly Licence[];
  readonly onChange: (text: string) => void;
}

/** What the model is given besides words, each with its licence. */
export function InputList({ engine, text, setUp, files, licences, onChange }: InputListProps) {
  const { inputs } = setUp;
  const open = engine.inputs.filter(({ role }) => !inputs.has(role));
  const given = engine.inputs.filter(({ role }) => inputs.has(role));
  const legendId = useId();
  if (engine.inputs.length === 0) return null;
  return (
    <section aria-labelledby={legendId} className={styles.inputs}>
      <h3 id={legendId} className={styles.legend}>
        Given to it besides words
      </h3>
      {given.map((known) => (
        <GivenInput
          key={known.role}
          known={known}
          input={inputs.get(known.role)}
          file={files.chosen[known.role]}
          isReused={known.role in files.reused}
          licences={licences}
          onFile={(file) => {
            files.choose(known.role, file);
            onChange(writeInput(text, known.role, { file: file.name, take: '' }));
          }}
          onLicence={(change) => onChange(writeInput(text, known.role, change))}
          onRemove={() => {
            files.drop(known.role);
            onChange(writeInput(text, known.role, undefined));
          }}
        />
      ))}
      {open.length > 0 && (
        <select
          className={`${controls.control} ${styles.adder}`}
          aria-label="Give it another file"
          value=""
          onChange={(event) => onChange(writeInput(text, event.target.value, { file: 'choose-a-file' }))}
        >
          <option value="">{invitationOf(engine, given.length)}</option>
          {open.map(({ role, label, about }) => (
            <option key={role} value={role}>
              {label}: {about}
            </option>
          ))}
        </select>
      )}
    </section>
  );
}

interface GivenInputProps {
  readonly known: InputRole;
  readonly input: SetUpInput | undefined;
  readonly file: File | undefined;
  readonly isReused: boolean;
  readonly licences: readonly Licence[];
  readonly onFile: (file: File) => void;
  readonly onLicence: (change: Partial<SetUpInput>) => void;
  readonly onRemove: () => void;
}

function GivenInput(props: GivenInputProps) {
  const { known, input, file, isReused, licences, onFile, onLicence, onRemove } = props;
  const id = useId();
  if (!input) return null;
  const isOfTake = input.take !== '';
  return (
    <div className={styles.input}>
      <div className={styles.inputHead}>
        <p>
          {known.label} <span className="faint">{known.about}</span>
        </p>
        <button type="button" className={rightsStyles.link} aria-label={`Take ${known.label} away`} onClick={onRemove}>
          Remove
        </button>
      </div>
      {isOfTake && /\.(png|jpe?g|webp)$/.test(input.file) && (
        <img className={styles.thumb} src={fileUrl(input.take, input.file)} alt="" />
      )}
      <p className={dialogStyles.chosen}>{describeInput(input, file, isReused)}</p>
      <div className={dialogStyles.pickers}>
        <label htmlFor={id} className={dialogStyles.picker}>
          {file || isOfTake || isReused ? 'Another file' : `Choose ${known.label.toLowerCase()}`}
          <input
            id={id}
            type="file"
            accept={known.accept}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) onFile(chosen);
            }}
          />
        </label>
      </div>
      {isOfTake ? (
        <p className={styles.note}>It stays under the licence that its take stands under.</p>
      ) : (
        <LicenceChoice
          legend={`Licence of the ${known.label.toLowerCase()}`}
          use={known.role.includes('reference') ? 'reference' : 'plate'}
          fields={input}
          licences={licences}
          onChange={onLicence}
        />
      )}
    </div>
  );
}

function invitationOf({ id }: ModelEngine, given: number): string {
  if (given > 0) return 'Give it another file…';
  return id === 'finish' ? 'The take alone. Give it a file…' : 'Words alone. Give it a file…';
}

function describeInput(input: SetUpInput, file: File | undefined, isReused: boolean): string {
  if (file) return `${file.name}, ${formatBytes(file.size)}`;
  if (input.take !== '') return input.file === '' ? 'All that its take has' : `${input.file} of an earlier take`;
  return isReused ? `${input.file}, as the earlier take had it` : 'No file chosen yet.';
}
