import { type BackEnd, nearNames } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toApiProblem } from '../client/api-problem.ts';
import { modelQueries } from '../client/model-queries.ts';
import { type FieldProblems, problemAt } from '../forms/field-problems.ts';
import { SelectField } from '../forms/select-field.tsx';
import { TextField } from '../forms/text-field.tsx';
import { type ModelDraft, prefillOf } from './model-draft.ts';

const [NONE, BY_NAME] = [' none', ' by name'];

interface ModelNameFieldProps {
  readonly backEnd: BackEnd;
  readonly draft: ModelDraft;
  readonly problems: FieldProblems;
  readonly onChange: (change: Partial<ModelDraft>) => void;
}

/** One of the models that a back end offers, or another by its name there. The back end itself is asked. */
export function ModelNameField({ backEnd, draft, problems, onChange }: ModelNameFieldProps) {
  const kinds = useQuery(modelQueries.kinds()).data?.kinds ?? [];
  const report = useQuery({ ...modelQueries.report(backEnd.id), enabled: !backEnd.isOff });
  const known = kinds.find(({ kind }) => kind === backEnd.kind)?.models ?? [];
  const offered = report.data?.models ?? known;
  const [isByName, setByName] = useState(false);
  const isOffered = offered.some(({ name }) => name === draft.model);
  const isTyped = !isOffered && (isByName || draft.model !== '' || offered.length === 0);
  return (
    <>
      <SelectField
        label="Model there"
        value={isOffered ? draft.model : isTyped ? BY_NAME : NONE}
        options={[
          ...(offered.length === 0 ? [] : [[NONE, 'Choose one'] as const]),
          ...offered.map(({ name, title }) => [name, title] as const),
          [BY_NAME, offered.length === 0 ? 'By its name' : 'Another, by its name'],
        ]}
        onChange={(name) => {
          const model = offered.find((each) => each.name === name);
          setByName(name === BY_NAME);
          onChange(model ? prefillOf(model, draft) : { model: '' });
        }}
        hint={describe(report, backEnd)}
        problem={isTyped ? undefined : problemAt(problems, 'model')}
      />
      {isTyped && (
        <TextField
          label="Its name there"
          value={draft.model}
          onChange={(model) => onChange({ model })}
          problem={problemAt(problems, 'model')}
          hint={describeNear(draft.model, offered) ?? 'A vendor’s model id, the name of a workflow, or a file.'}
        />
      )}
    </>
  );
}

/** A name that is not known may be right, or a slip of the pen. */
function describeNear(model: string, offered: readonly { readonly name: string }[]): string | undefined {
  const near = nearNames(
    model.trim(),
    offered.map(({ name }) => name),
  );
  return near.length === 0 ? undefined : `Not among those that it offers. Did you mean ${near.join(' or ')}?`;
}

function describe(
  { isLoading, error }: { readonly isLoading: boolean; readonly error: unknown },
  { isOff, title }: BackEnd,
): string | undefined {
  if (isOff) return `${title} is switched off and was not asked what it offers.`;
  if (isLoading) return `Asking ${title} what it offers.`;
  if (error) return `${title} does not say what it offers. ${toApiProblem(error).message}`;
  return undefined;
}
