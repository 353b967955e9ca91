import type { TakeDetail } from '@backlot/server';
import { useQuery } from '@tanstack/react-query';
import { studioQueries } from '../client/studio-queries.ts';
import { WhatWouldChange } from '../policy/explanation-view.tsx';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useTakeRights } from '../sign-in/use-rights.ts';

/** What would lead to another answer on a take that was refused or waits. */
export function ExplanationPanel({ take }: { readonly take: TakeDetail }) {
  const mayAsk = useTakeRights(take.id)('explain-policy');
  const explanation = useQuery({ ...studioQueries.explanation(take.id), enabled: mayAsk });
  if (explanation.error) return <ProblemNotice error={explanation.error} />;
  if (!explanation.data) return null;
  return <WhatWouldChange whatIf={explanation.data.whatIf} />;
}
