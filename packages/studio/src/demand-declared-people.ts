import type { UsedByEngine } from '@backlot/engine';
import { BacklotError, type UseDeclaration } from '@backlot/film';

/**
 * Parameters that name a performer are a use of them: policy judges only what is declared, so it has to be.
 * @throws BacklotError `USE_INVALID`
 */
export function demandDeclaredPeople(used: readonly UsedByEngine[], { people }: Pick<UseDeclaration, 'people'>): void {
  const missing = used.find((use) => !people.some((declared) => isDeclared(use, declared)));
  if (!missing) return;
  const { performer, operations, language } = missing;
  const spoken = language === undefined ? '' : ` in ${language}`;
  throw new BacklotError(
    'USE_INVALID',
    `Set-up: the parameters use performer "${performer}" (${operations.join(' or ')}${spoken}), and use.people does not say so`,
    { hint: `Declare the performer under use.people: ${operations.join(' or ')}${spoken}.` },
  );
}

function isDeclared(
  { performer, operations, language }: UsedByEngine,
  declared: UseDeclaration['people'][number],
): boolean {
  return (
    declared.performer === performer &&
    operations.includes(declared.operation) &&
    (language === undefined || declared.language?.trim().toLowerCase() === language.toLowerCase())
  );
}
