import { useQuery } from '@tanstack/react-query';
import { modelQueries } from '../client/model-queries.ts';
import { studioQueries } from '../client/studio-queries.ts';
import { PromptField } from './prompt-field.tsx';
import { type Json, textAt } from './set-up-json.ts';
import { readUse } from './set-up-text.ts';
import { useDebounced } from './use-debounced.ts';

interface WordsFieldsProps {
  /** The whole set-up: the people whom it declares are asked about otherwise. */
  readonly text: string;
  readonly label: string;
  readonly parameters: Json;
  readonly production: string;
  readonly onChange: (change: Json) => void;
}

const SETTLED_MS = 350;

/** What is wanted and what is not, in words. People whom they point to are found as one types. */
export function WordsFields({ text, label, parameters, production, onChange }: WordsFieldsProps) {
  const prompt = textAt(parameters, 'prompt');
  const negative = textAt(parameters, 'negativePrompt');
  const people = readUse(text)?.people.map(({ performer }) => performer) ?? [];
  const wanted = useWordsCheck(production, prompt, people);
  const unwanted = useWordsCheck(production, negative, people);
  return (
    <>
      <PromptField
        label={label}
        value={prompt}
        rows={5}
        findings={wanted}
        onChange={(value) => onChange({ prompt: value })}
        isFirst
      />
      <PromptField
        label="What is not wanted (optional)"
        value={negative}
        rows={2}
        findings={unwanted}
        onChange={(value) => onChange({ negativePrompt: value === '' ? undefined : value })}
      />
    </>
  );
}

/** People whom a text points to, once one stops typing for a moment. */
export function useWordsCheck(production: string, text: string, people: readonly string[]) {
  const settled = useDebounced(text.trim() === '' ? '' : text, SETTLED_MS);
  const isKnown = useQuery(studioQueries.productions()).data?.some(({ slug }) => slug === production) ?? false;
  const check = useQuery({
    ...modelQueries.words(production, settled, people),
    enabled: isKnown && settled !== '',
  });
  return settled === '' ? [] : (check.data?.found ?? []);
}
