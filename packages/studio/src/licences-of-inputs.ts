import type { LicenceStatement, TakeSetUp } from '@backlot/film';
import type { InputSource } from './input-source.ts';
import { findLicence, rightNotFound } from './rights/find-right.ts';
import type { StudioPorts } from './studio.ts';
import type { TakeRecord } from './take-record.ts';

/** Between the role of an input and the role that its licence had in the take that it comes from. */
const VIA = ' via ';

/**
 * Licence statements by role: of the set-up, or of the register where it names an entry; of an input that earlier takes
 * made all that those stand on, under keys such as `composite via reference`.
 * @throws BacklotError `LICENCE_NOT_FOUND`
 */
export async function readLicences(
  ports: Pick<StudioPorts, 'records'>,
  { production, inputs }: TakeSetUp,
  sources: readonly InputSource[],
): Promise<TakeRecord['licences']> {
  const licences: Record<string, LicenceStatement> = {};
  for (const [role, { licence, licenceId }] of Object.entries(inputs)) {
    if (licenceId !== undefined) licences[role] = await ofRegister(ports, production, licenceId);
    else if (licence) licences[role] = licence;
  }
  for (const { role, take } of sources) {
    const standing = await ofSource(ports, take);
    // What stood under this very role keeps it.
    for (const [key, statement] of standing.toSorted(([a], [b]) => Number(b === role) - Number(a === role))) {
      // Each frame of a sequence has a statement of its own; what else stands behind them is listed once.
      if (licences[role] === undefined) licences[role] = statement;
      else if (!isListed(licences, statement)) licences[nameVia(licences, role, key)] = statement;
    }
  }
  return licences;
}

/** Statements that an input stands under besides the one of its own role, with the role that each had where it came from. */
export function licencesVia(
  licences: TakeRecord['licences'],
  role: string,
): readonly (readonly [string, LicenceStatement])[] {
  return Object.entries(licences).flatMap(([key, statement]) => {
    const [own, origin] = key.split(VIA);
    return own === role && origin !== undefined ? [[origin.replace(/ \d+$/, ''), statement] as const] : [];
  });
}

function isListed(licences: Readonly<Record<string, LicenceStatement>>, statement: LicenceStatement): boolean {
  return Object.values(licences).some((known) => JSON.stringify(known) === JSON.stringify(statement));
}

function nameVia(licences: Readonly<Record<string, unknown>>, role: string, key: string): string {
  const origin = key.split(VIA).at(-1) ?? key;
  const name = `${role}${VIA}${origin}`;
  for (let count = 2; ; count++) {
    if (!(name in licences)) return name;
    const numbered = `${name} ${count}`;
    if (!(numbered in licences)) return numbered;
  }
}

async function ofRegister(
  { records }: Pick<StudioPorts, 'records'>,
  production: string,
  licenceId: string,
): Promise<LicenceStatement> {
  const { id, production: own, owner, terms, source } = await findLicence(records, licenceId);
  // What another production agreed on is nobody's business here, not even that it did.
  if (own !== production) throw rightNotFound('licence', licenceId);
  return { id, owner, statement: terms, ...(source === undefined ? {} : { source }) };
}

/** All that a take stands on; what came of words alone is the production's own, as far as its model's licence lets it be. */
async function ofSource(
  { records }: Pick<StudioPorts, 'records'>,
  { licences, recipe, production, id, use }: TakeRecord,
): Promise<readonly (readonly [string, LicenceStatement])[]> {
  if (recipe.inputs.length > 0) return Object.entries(licences);
  const cards = use.models.length === 0 ? [] : await records.rights.models.byIds(use.models);
  const models = cards.map(({ name, version, licence }) => `${name} ${version} (licence of the model: ${licence})`);
  const by = models.length === 0 ? '' : `, by ${models.join(' and ')}`;
  return [['words', { owner: production, statement: `Made in this production from words, as take ${id}${by}.` }]];
}
