import { UNDECLARED_USE } from '@backlot/film';
import type { RegisterView } from '@backlot/server';
import { TwoFields } from '../forms/form-group.tsx';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import rightsStyles from '../rights/rights.module.css';
import styles from './model-form.module.css';
import { readModelSetUp, writeParameters } from './model-set-up.ts';
import { PromptField } from './prompt-field.tsx';
import { MOST_LINE_LETTERS } from './prompt-length.ts';
import { type Json, textAt } from './set-up-json.ts';
import { readUse, writeUse } from './set-up-text.ts';
import { useWordsCheck } from './words-fields.tsx';

interface VoiceLinesProps {
  readonly text: string;
  readonly parameters: Json;
  readonly register: RegisterView | undefined;
  readonly onChange: (text: string) => void;
}

/** What is said, line by line, and by whom. Whoever speaks is declared as a synthetic voice at once. */
export function VoiceLines({ text, parameters, register, onChange }: VoiceLinesProps) {
  const lines = linesOf(parameters);
  const set = (changed: readonly Json[]): void => onChange(declare(writeParameters(text, { lines: changed }), changed));
  return (
    <section aria-label="Lines" className={styles.lines}>
      {lines.map((line, index) => (
        <VoiceLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
          key={index}
          number={index + 1}
          line={line}
          production={readModelSetUp(text)?.production ?? ''}
          performers={register?.performers ?? []}
          onChange={(change) => set(lines.map((each, at) => (at === index ? { ...each, ...change } : each)))}
          onRemove={lines.length > 1 ? () => set(lines.filter((_, at) => at !== index)) : undefined}
        />
      ))}
      <button
        type="button"
        className={rightsStyles.link}
        onClick={() => set([...lines, { performer: '', language: 'en', ...speakerOf(lines.at(-1)), text: '' }])}
      >
        Another line
      </button>
    </section>
  );
}

interface VoiceLineProps {
  readonly number: number;
  readonly line: Json;
  readonly production: string;
  readonly performers: RegisterView['performers'];
  readonly onChange: (change: Json) => void;
  readonly onRemove: (() => void) | undefined;
}

function VoiceLine({ number, line, production, performers, onChange, onRemove }: VoiceLineProps) {
  const words = textAt(line, 'text');
  const performer = textAt(line, 'performer');
  const findings = useWordsCheck(production, words, performer === '' ? [] : [performer]);
  return (
    <fieldset className={styles.line}>
      <legend>Line {number}</legend>
      {onRemove && (
        <button type="button" className={rightsStyles.link} aria-label={`Take line ${number} away`} onClick={onRemove}>
          Remove
        </button>
      )}
      <TwoFields>
        <SelectField
          label="Whose voice"
          value={performer}
          options={[['', 'Choose a performer'], ...performers.map(({ id, name }) => [id, name] as const)]}
          onChange={(id) => onChange({ performer: id })}
        />
        <TextField
          label="Language"
          value={textAt(line, 'language')}
          placeholder="en-GB"
          onChange={(language) => onChange({ language })}
        />
      </TwoFields>
      <PromptField
        most={MOST_LINE_LETTERS}
        label="What they say"
        value={words}
        rows={2}
        findings={findings}
        onChange={(next) => onChange({ text: next })}
        isFirst={number === 1}
      />
    </fieldset>
  );
}

function linesOf({ lines }: Json): readonly Json[] {
  if (!Array.isArray(lines)) return [];
  return lines.filter((line): line is Json => typeof line === 'object' && line !== null);
}

function speakerOf({ performer, language }: Json = {}): Json {
  return { ...(performer === undefined ? {} : { performer }), ...(language === undefined ? {} : { language }) };
}

/** Nobody speaks without being declared: those whom no other operation covers are declared as synthetic voices. */
function declare(text: string, lines: readonly Json[]): string {
  const use = readUse(text) ?? UNDECLARED_USE;
  const others = use.people.filter(({ operation }) => operation !== 'voice-synthesis');
  const covered = new Set(others.filter(({ operation }) => operation === 'dub').map(({ performer }) => performer));
  const speakers = new Map(lines.map((line) => [textAt(line, 'performer'), textAt(line, 'language')]));
  const declared = [...speakers].flatMap(([performer, language]) => {
    if (performer === '' || covered.has(performer)) return [];
    const before = use.people.find((each) => each.performer === performer && each.operation === 'voice-synthesis');
    return [{ ...before, performer, operation: 'voice-synthesis' as const, ...(language === '' ? {} : { language }) }];
  });
  return writeUse(text, { ...use, people: [...others, ...declared] });
}
