import { formatTakeVersion } from '@backlot/film';
import type { TakeDetail, TakeSummary } from '@backlot/server';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { SelectField } from '../forms/select-field.tsx';
import styles from './model-form.module.css';
import { type ModelSetUp, writeInput, writeParameters } from './model-set-up.ts';
import { objectAt } from './set-up-json.ts';

interface SourceTakeProps {
  readonly text: string;
  readonly setUp: ModelSetUp;
  /** Chosen as the form opens. */
  readonly first: string | undefined;
  readonly onChange: (text: string) => void;
}

/** The take that is finished: its composite, passes and plate go in, and its size and length come out. */
export function SourceTake({ text, setUp, first, onChange }: SourceTakeProps) {
  const queries = useQueryClient();
  const { production, shot, inputs } = setUp;
  const takes = useQuery(studioQueries.takesOfShot(production, shot)).data ?? [];
  const fitting = takes.filter(hasPasses);
  const chosen = inputs.get('composite')?.take ?? '';
  const choose = async (id: string): Promise<void> => {
    if (id === '') onChange(withoutSource(text));
    else onChange(withSource(text, await queries.ensureQueryData(studioQueries.take(id))));
  };
  const opening = useRef(first);
  useEffect(() => {
    const id = opening.current;
    opening.current = undefined;
    if (id !== undefined) void choose(id);
  });
  const isListed = fitting.some(({ id }) => id === chosen);
  return (
    <div className={styles.source}>
      <SelectField
        label="The take to finish"
        value={chosen}
        options={[
          ['', 'Choose a take of this shot'],
          ...fitting.map((take) => [take.id, nameOf(take)] as const),
          ...(chosen === '' || isListed ? [] : [[chosen, chosen] as const]),
        ]}
        onChange={(id) => void choose(id)}
        hint={
          fitting.length === 0
            ? 'This shot has no finished take with passes yet: ask for a collapse first.'
            : 'Composite, passes and plate of this take. Outside of its own mask nothing changes.'
        }
      />
    </div>
  );
}

/** Engines that render passes; the studio looks at the files themselves. */
function hasPasses({ engine, poster }: TakeSummary): boolean {
  return engine === 'collapse' && poster !== null;
}

function nameOf({ shot, version, picture }: TakeSummary): string {
  const { widthPx, heightPx, durationFrames } = picture;
  return `${shot} ${formatTakeVersion(version)}, ${widthPx} × ${heightPx}, ${durationFrames} frames`;
}

const ROLES: readonly string[] = ['composite', 'passes', 'plate'];

function withoutSource(text: string): string {
  return ROLES.reduce((each, role) => writeInput(each, role, undefined), text);
}

/** The engine reads off the take itself how its picture is; how its camera is turned stands in what it was asked for. */
function withSource(text: string, take: TakeDetail): string {
  const roles = take.plate ? ROLES : ROLES.slice(0, 2);
  const withInputs = roles.reduce((each, role) => writeInput(each, role, { take: take.id }), withoutSource(text));
  const parameters = objectAt({ parameters: take.recipe?.parameters }, 'parameters');
  const camera = cameraOf(objectAt(parameters, 'camera'));
  return writeParameters(withInputs, {
    output: undefined,
    camera: Object.keys(camera).length === 0 ? undefined : camera,
  });
}

function cameraOf(camera: Record<string, unknown>): Record<string, number> {
  const angles = ['yawDeg', 'pitchDeg', 'rollDeg'].flatMap((name) => {
    const angle = camera[name];
    return typeof angle === 'number' ? [[name, angle] as const] : [];
  });
  return Object.fromEntries(angles);
}
