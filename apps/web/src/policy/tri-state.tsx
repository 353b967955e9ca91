import { ChoiceRow } from '../forms/choice-row.tsx';

interface TriStateProps {
  readonly question: string;
  /** Undefined: unsure. */
  readonly value: boolean | undefined;
  readonly onChange: (value: boolean | undefined) => void;
}

/** Yes, no, or unsure, which is where every question begins. */
export function TriState({ question, value, onChange }: TriStateProps) {
  return (
    <ChoiceRow
      legend={question}
      isInline
      value={value === undefined ? 'unsure' : value ? 'yes' : 'no'}
      options={[
        ['yes', 'Yes'],
        ['no', 'No'],
        ['unsure', 'Unsure'],
      ]}
      onChange={(choice) => onChange(choice === 'unsure' ? undefined : choice === 'yes')}
    />
  );
}
