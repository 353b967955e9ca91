import type { TakeDetail } from '@backlot/server';
import { useState } from 'react';

/** Files that come along with a request, by role, and takes whose inputs are used again. */
export interface InputFiles {
  readonly chosen: Readonly<Record<string, File>>;
  readonly reused: Readonly<Record<string, string>>;
  readonly choose: (role: string, file: File) => void;
  readonly drop: (role: string) => void;
}

/** Inputs of a request; those of `from` are used again until others are chosen. */
export function useInputFiles(from: TakeDetail | undefined): InputFiles {
  const [chosen, setChosen] = useState<Readonly<Record<string, File>>>({});
  const [reused, setReused] = useState(() => reusedOf(from));
  const drop = (role: string): void => {
    setChosen((files) => without(files, role));
    setReused((takes) => without(takes, role));
  };
  return {
    chosen,
    reused,
    choose: (role, file) => {
      drop(role);
      setChosen((files) => ({ ...files, [role]: file }));
    },
    drop,
  };
}

function reusedOf(from: TakeDetail | undefined): Readonly<Record<string, string>> {
  const roles = from?.recipe?.inputs.map(({ role }) => role) ?? [];
  const single = roles.filter((role) => roles.indexOf(role) === roles.lastIndexOf(role));
  return Object.fromEntries(single.map((role) => [role, from?.id ?? '']));
}

/** The same object where there is nothing to take away: who compares sees that nothing changed. */
function without<T>(record: Readonly<Record<string, T>>, role: string): Readonly<Record<string, T>> {
  if (!(role in record)) return record;
  const { [role]: _, ...others } = record;
  return others;
}
