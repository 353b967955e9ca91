import type { Consent } from '@backlot/film';
import { describeOperation } from '../rights/rights-words.ts';
import { formatDay } from '../shell/format.ts';

/** What an agreement lets the production do, in sentences for somebody who is no lawyer. */
export function describeAgreement(consent: Consent): string[] {
  const { scope, term, territory, signature } = consent;
  const operations = scope.operations.map((each) => describeOperation(each).toLowerCase());
  const shots = scope.shots === 'all' ? 'in all of this production' : `in ${joinWords(scope.shots)} and nowhere else`;
  return [
    `Allowed: ${joinWords(operations)}, ${shots}.`,
    ...(scope.languages.length > 0 ? [`Languages: ${joinWords(scope.languages)}.`] : []),
    `From ${formatDay(term.from)} to ${formatDay(term.until)}, ${territory === 'world' ? 'anywhere in the world' : `in ${joinWords(territory)}`}.`,
    signature ? `Signed by ${signature.name} on ${formatDay(signature.signedOn)}.` : 'Nobody has signed it yet.',
  ];
}

/** `a`, `a and b`, `a, b and c` */
function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
