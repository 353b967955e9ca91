import type { Engine } from '@backlot/engine';
import { NO_VOCABULARY, type Production, type TakeSetUp, type WordsFinding } from '@backlot/film';
import type { StudioPorts } from './studio.ts';

/** A text of a request, and what it is. */
interface WrittenText {
  /** `prompt`, `name of plate` */
  readonly where: string;
  readonly text: string;
}

/**
 * Looks for people in all that a request says: file names, the declared use, the words that the engine reads. Someone of
 * the register counts as named with consent where the use declares them: policy judges that use of them for itself.
 */
export async function checkWords(
  ports: Pick<StudioPorts, 'records' | 'words'>,
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
  const declared = new Set(request.setUp.use?.people.map((person) => person.performer));
  const performers = production ? await ports.records.rights.performers.list(production.slug) : [];
  const register = performers.map(({ id, name, aliases, characters }) => ({
    id,
    name,
    aliases,
    characters,
    hasConsent: declared.has(id),
  }));
  const check = ports.words({ register, ...(production?.vocabulary ?? NO_VOCABULARY) });
  return texts.flatMap(({ where, text }) =>
    check(text).found.map((found): WordsFinding => {
      const { outcome, start, end, person, why } = found;
      return { outcome, where, text: found.text, start, end, person, why };
    }),
  );
}

function listTexts({ setUp, engine, parameters, inputs }: Parameters<typeof checkWords>[2]): WrittenText[] {
  const description = setUp.use?.description;
  return [
    ...inputs.map(({ role, name }) => ({ where: `name of ${role}`, text: name })),
    ...(description === undefined ? [] : [{ where: 'description of the use', text: description }]),
    ...(engine.words?.(parameters) ?? []),
  ];
}
