import { type BackEnd, formatUsd, isUnbilled, type ModelCall, type PlannedCall, spentOn } from '@backlot/film';
import { formatDuration } from '../shell/format.ts';

/** What calls would cost and how long they would take; undefined where nobody knows of one of them. */
export interface Estimate {
  readonly usdMicros: number | undefined;
  readonly seconds: number | undefined;
}

type Planned = Pick<PlannedCall, 'estimateUsdMicros' | 'estimateS' | 'backEnd'>;
type Money = Pick<ModelCall, 'state' | 'backEnd' | 'costUsdMicros' | 'estimateUsdMicros' | 'mayBeCharged'>;

/** Sums of money and time over all calls; free is, as the studio's budgets count it, what `isUnbilled` says. */
export function estimateOf(calls: readonly Planned[]): Estimate {
  return {
    usdMicros: sumOf(
      calls.map(
        ({ estimateUsdMicros, backEnd }) => estimateUsdMicros ?? (backEnd && isUnbilled(backEnd) ? 0 : undefined),
      ),
    ),
    seconds: sumOf(calls.map(({ estimateS }) => estimateS)),
  };
}

/** `$0.16`; or that nobody has stated a price, which is another thing than $0.00. */
export function describeMoney(calls: readonly Planned[]): string {
  const { usdMicros } = estimateOf(calls);
  if (usdMicros === undefined) return 'Price unknown';
  const isStated = calls.every(({ estimateUsdMicros }) => estimateUsdMicros !== undefined);
  return usdMicros === 0 && !isStated ? 'No stated price' : formatUsd(usdMicros);
}

/** `About 40 s`, or that nobody knows. */
export function describeTime({ seconds }: Estimate): string {
  return seconds === undefined ? 'How long it takes, nobody has said.' : `About ${formatDuration(seconds * 1000)}.`;
}

/** What calls cost so far; what nobody has stated a price for is not free. `own`: ids of machines of the studio's own. */
export function describeSpent(calls: readonly ModelCall[], own: ReadonlySet<string>): string {
  const spent = calls.reduce((sum, call) => sum + spentOn(call), 0);
  if (spent === 0 && calls.some(isUnstated) && !calls.some((call) => isOfUnknownCost(call, own)))
    return 'No stated price';
  return describeSum(
    spent,
    calls.some((call) => isOfUnknownCost(call, own)),
  );
}

/** A sum in which there is, or is not, something of which nobody knows what it cost. */
export function describeSum(usdMicros: number, hasUnknown: boolean): string {
  if (!hasUnknown) return formatUsd(usdMicros);
  return usdMicros === 0 ? 'Unknown' : `${formatUsd(usdMicros)} and unknown`;
}

/** The class of the face for what a call cost: amounts stand under one another, words are text. */
export function faceOfMoney(text: string): 'mono' | undefined {
  return text.startsWith('$') ? 'mono' : undefined;
}

/** Whether nobody has stated what a call cost, though a vendor may have taken it. */
export function isOfUnknownCost(call: Money, own: ReadonlySet<string>): boolean {
  return isUnstated(call) && !own.has(call.backEnd);
}

function isUnstated({ costUsdMicros, estimateUsdMicros, state, mayBeCharged }: Money): boolean {
  if ((costUsdMicros ?? estimateUsdMicros) !== undefined) return false;
  return state !== 'failed' || mayBeCharged === true;
}

/** Ids of the machines of the studio's own that bill nobody: what runs there costs nothing unless somebody says so. */
export function idsOfUnbilled(
  backEnds: readonly (Pick<BackEnd, 'id' | 'kind' | 'isOwn'> | undefined)[],
): ReadonlySet<string> {
  return new Set(backEnds.flatMap((backEnd) => (backEnd && isUnbilled(backEnd) ? [backEnd.id] : [])));
}

function sumOf(values: readonly (number | undefined)[]): number | undefined {
  return values.reduce((sum, value) => (sum === undefined || value === undefined ? undefined : sum + value), 0);
}
