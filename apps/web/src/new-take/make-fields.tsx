import { CheckField } from '../forms/check-field.tsx';
import { ChoiceRow } from '../forms/choice-row.tsx';
import { type Options, SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { ClipFields } from './clip-fields.tsx';
import { FinishFields } from './finish-fields.tsx';
import type { ModelEngine } from './model-engines.ts';
import styles from './model-form.module.css';
import type { ModelSetUp } from './model-set-up.ts';
import { NumberField } from './number-field.tsx';
import { type Json, textAt } from './set-up-json.ts';
import { type ParametersProps, SizeFields } from './size-fields.tsx';

interface MakeFieldsProps {
  readonly engine: ModelEngine;
  readonly setUp: ModelSetUp;
  readonly onChange: (change: Json) => void;
  readonly onSeed: (seed: number) => void;
}

/** What is made, as this engine counts it: size, length, how many; the seed tells takes of the same words apart. */
export function MakeFields({ engine: { id }, setUp: { parameters, seed }, onChange, onSeed }: MakeFieldsProps) {
  const part = { parameters, onChange };
  return (
    <fieldset className={styles.make}>
      <legend>What is made</legend>
      {id === 'image' && <PictureFields {...part} />}
      {id === 'video' && <ClipFields {...part} />}
      {id === 'finish' && <FinishFields {...part} />}
      {id === 'sound' && <SoundFields {...part} />}
      {id === 'voice' && (
        <TextField
          label="Voice, by the vendor’s name"
          value={textAt(parameters, 'voice')}
          onChange={(voice) => onChange({ voice })}
        />
      )}
      <NumberField
        label="Seed"
        value={seed}
        min={0}
        max={0xffff_ffff}
        step={1}
        onChange={(next) => onSeed(next ?? 0)}
      />
    </fieldset>
  );
}

const KINDS: Options<'concept' | 'clean-plate' | 'texture'> = [
  ['concept', 'Concept'],
  ['clean-plate', 'Clean plate'],
  ['texture', 'Texture'],
];

function PictureFields({ parameters, onChange }: ParametersProps) {
  const kind = KINDS.find(([each]) => each === parameters.kind)?.[0] ?? 'concept';
  return (
    <>
      <SelectField
        label="Kind"
        value={kind}
        options={KINDS}
        onChange={(next) => onChange({ kind: next, ...(next === 'clean-plate' ? {} : { exr: undefined }) })}
      />
      <SizeFields parameters={parameters} onChange={onChange} />
      <Variants parameters={parameters} onChange={onChange} />
      {kind === 'clean-plate' && (
        <CheckField
          label="Also as scene-linear EXR"
          isChecked={parameters.exr === true}
          onChange={(exr) => onChange({ exr: exr || undefined })}
        />
      )}
    </>
  );
}

function SoundFields({ parameters, onChange }: ParametersProps) {
  return (
    <>
      <NumberField
        label="Seconds"
        value={parameters.durationS}
        min={0.5}
        max={300}
        step={0.5}
        onChange={(durationS) => onChange({ durationS })}
      />
      <Variants parameters={parameters} onChange={onChange} />
      <CheckField
        label="Its end goes over into its beginning"
        isChecked={parameters.isLoopable === true}
        onChange={(isLoopable) => onChange({ isLoopable: isLoopable || undefined })}
      />
    </>
  );
}

const COUNTS: Options<string> = ['1', '2', '3', '4'].map((count) => [count, count] as const);

function Variants({ parameters, onChange }: ParametersProps) {
  const count = typeof parameters.variants === 'number' ? parameters.variants : 1;
  return (
    <ChoiceRow
      legend="Variants, each a call of its own"
      value={String(count)}
      options={COUNTS}
      onChange={(next) => onChange({ variants: Number(next) })}
    />
  );
}
