import type { Engine } from '@backlot/engine';
import { NO_VOCABULARY, type PersonUse, type Production, type TakeSetUp, type WordsFinding } from '@backlot/film';
import { demandProduction } from './rights/demand-production.ts';
import { findConsented } from './rights/find-consented.ts';
import type { StudioPorts } from './studio.ts';

/** A text of a request, and what it is. */
interface WrittenText {
  /** `prompt`, `name of plate` */
  readonly where: string;
  readonly text: string;
}

/**
 * Looks for people in all that a request says: file names, the declared use, the words that the engine reads. Someone of
 * the register passes where the use declares them with a consent of theirs; where it only declares them, legal is asked.
 */
export async function checkWords(
  ports: Pick<StudioPorts, 'records' | 'words' | 'clock'>,
  production: Production | undefined,
  request: {
    readonly setUp: TakeSetUp;
    readonly engine: Engine;
    readonly parameters: unknown;
    readonly inputs: readonly { readonly role: string; readonly name: string }[];
  },
): Promise<WordsFinding[]> {
  const texts = listTexts(request);
  if (texts.length === 0) return [];
  const people = request.setUp.use?.people ?? [];
  const register = production ? await readRegister(ports, production, people) : [];
  const check = ports.words({ register, ...(production?.vocabulary ?? NO_VOCABULARY) });
  const declared = people.map(({ performer }) => performer);
  return texts.flatMap((text) => findIn(check, text, declared));
}

/**
 * The same for words that nobody has asked a take with yet, as one types them; `people` are performers whom the use would
 * declare. @throws BacklotError `PRODUCTION_NOT_FOUND`
 */
export async function checkText(
  ports: Pick<StudioPorts, 'records' | 'words' | 'clock'>,
  slug: string,
  { text, people }: { readonly text: string; readonly people: readonly string[] },
): Promise<WordsFinding[]> {
  const production = await demandProduction(ports, slug);
  const check = ports.words({ register: await readRegister(ports, production, []), ...production.vocabulary });
  return findIn(check, { where: 'prompt', text }, people);
}

function findIn(
  check: ReturnType<StudioPorts['words']>,
  { where, text }: WrittenText,
  declared: readonly string[],
): WordsFinding[] {
  return check(text).found.map(({ start, end, person, personId, why, ...found }) => {
    const isDeclared = personId !== undefined && declared.includes(personId);
    return { outcome: isDeclared ? 'ask' : found.outcome, where, text: found.text, start, end, person, why };
  });
}

async function readRegister(
  { records, clock }: Pick<StudioPorts, 'records' | 'clock'>,
  { slug }: Production,
  people: readonly PersonUse[],
) {
  const ids = [...new Set(people.map(({ performer }) => performer))];
  const [performers, consents] = await Promise.all([
    records.rights.performers.list(slug),
    ids.length === 0 ? [] : records.rights.consents.ofPerformers(ids),
  ]);
  const at = new Date(clock.nowMs()).toISOString();
  const consented = findConsented(people, { performers, consents }, { production: slug, at });
  return performers.map(({ id, name, aliases, characters }) => ({
    id,
    name,
    aliases,
    characters,
    hasConsent: consented.has(id),
  }));
}

function listTexts({ setUp, engine, parameters, inputs }: Parameters<typeof checkWords>[2]): WrittenText[] {
  const description = setUp.use?.description;
  return [
    ...inputs.map(({ role, name }) => ({ where: `name of ${role}`, text: name })),
    ...(description === undefined ? [] : [{ where: 'description of the use', text: description }]),
    ...(engine.words?.(parameters) ?? []),
  ];
}
