import { type ModelTerms, type ModelTermsChange, shotCodeSchema } from '@backlot/film';
import { readUsd, writeUsd } from './usd-text.ts';

/** Limits as somebody types them. */
export interface BudgetDraft {
  /** Dollars; empty: no limit. */
  readonly production: string;
  readonly shots: readonly { readonly key: string; readonly shot: string; readonly dollars: string }[];
}

/** The form as it opens. */
export function writeBudget({ budgetUsdMicros, shotBudgetsUsdMicros }: ModelTerms): BudgetDraft {
  const shots = Object.entries(shotBudgetsUsdMicros).sort(([a], [b]) => a.localeCompare(b));
  return {
    production: writeUsd(budgetUsdMicros),
    shots: shots.map(([shot, micros]) => ({ key: shot, shot, dollars: writeUsd(micros) })),
  };
}

/** What is no amount of money, no shot, or a shot twice; by path. */
export function problemsOfBudget({ production, shots }: BudgetDraft): ReadonlyMap<string, string> {
  const problems = new Map<string, string>();
  if (production.trim() !== '' && readUsd(production) === undefined) problems.set('production', NO_MONEY);
  for (const [index, { shot, dollars }] of shots.entries()) {
    if (!shotCodeSchema.safeParse(shot.trim()).success) {
      problems.set(`shots.${index}.shot`, `Limit ${index + 1}: name a shot as sq010/sh0040.`);
    } else if (shots.findIndex((each) => each.shot.trim() === shot.trim()) !== index) {
      problems.set(`shots.${index}.shot`, `${shot.trim()} has a limit above already.`);
    }
    if (readUsd(dollars) === undefined) problems.set(`shots.${index}.dollars`, `Limit ${index + 1}: ${NO_MONEY}`);
  }
  return problems;
}

/** What somebody has changed of the limits with which the form opened; all else is left to whoever changes it. */
export function changesOfBudget(draft: BudgetDraft, opened: ModelTerms): ModelTermsChange {
  const budget = readUsd(draft.production) ?? null;
  const shots = changesOfShots(draft, opened);
  return {
    ...(budget === (opened.budgetUsdMicros ?? null) ? {} : { budgetUsdMicros: budget }),
    ...(shots.length === 0 ? {} : { shotBudgetsUsdMicros: Object.fromEntries(shots) }),
  };
}

function changesOfShots({ shots }: BudgetDraft, { shotBudgetsUsdMicros: before }: ModelTerms) {
  const now = new Map(shots.map(({ shot, dollars }) => [shot.trim(), readUsd(dollars) ?? 0]));
  const lifted = Object.keys(before).filter((shot) => !now.has(shot));
  return [
    ...[...now].filter(([shot, limit]) => before[shot] !== limit),
    ...lifted.map((shot) => [shot, null] as const),
  ];
}

const NO_MONEY = 'Write dollars, such as 12 or 0.50.';
