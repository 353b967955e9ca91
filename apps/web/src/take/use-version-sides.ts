import type { TakeDetail, TakeSummary } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { useKeys } from '../shell/use-keys.ts';

/** Two sides of one picture: the take of this page, and another version of the shot. */
export interface SideControl {
  readonly versions: readonly TakeSummary[];
  /** Id of side B. */
  readonly other: string | undefined;
  readonly setOther: (takeId: string | undefined) => void;
  readonly isOtherShown: boolean;
  readonly toggle: () => void;
  readonly shown: TakeDetail;
}

/** The version stack of the take's shot. B switches sides on the same frame. */
export function useVersionSides(take: TakeDetail): SideControl {
  const versions = useQuery(studioQueries.takesOfShot(take.production, take.shot)).data ?? [];
  const [chosen, setChosen] = useState<string>();
  const [isOtherShown, setOtherShown] = useState(false);
  const comparable = versions.filter((each) => each.id !== take.id && isComparable(each, take));
  const other = chosen ?? comparable.find((each) => each.version < take.version)?.id ?? comparable[0]?.id;
  const detail = useQuery({ ...studioQueries.take(other ?? ''), enabled: other !== undefined }).data;
  const toggle = (): void => setOtherShown((current) => !current && detail !== undefined);
  useKeys({ b: toggle });
  return {
    versions,
    other,
    setOther: setChosen,
    isOtherShown: isOtherShown && detail !== undefined,
    toggle,
    shown: isOtherShown && detail ? detail : take,
  };
}

/** Frames can be laid over each other only where both takes have them at the same size and rate. */
function isComparable(other: TakeSummary, take: TakeDetail): boolean {
  const [a, b] = [other.picture, take.picture];
  return (
    other.poster !== null &&
    a.widthPx === b.widthPx &&
    a.heightPx === b.heightPx &&
    a.durationFrames === b.durationFrames &&
    a.frameRate.numerator * b.frameRate.denominator === b.frameRate.numerator * a.frameRate.denominator
  );
}
