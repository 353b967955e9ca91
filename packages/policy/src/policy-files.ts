import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { BacklotError } from '@backlot/film';

/** The text of policies: files by pack name, the schema that all must fit. */
export interface PolicyFiles {
  readonly schema: string;
  readonly packs: Readonly<Record<string, string>>;
}

/** The policies that come with the studio; the same folder from `src` and from `dist`. */
const OWN_FOLDER = new URL('../policies/', import.meta.url);

/**
 * Reads `schema.cedarschema` and all `*.cedar` files of a folder; the studio's own by default.
 * @throws BacklotError `POLICY_INVALID` when the folder cannot be read
 */
export function readPolicyFiles(folder: URL = OWN_FOLDER): PolicyFiles {
  try {
    const names = readdirSync(folder).filter((name) => name.endsWith('.cedar'));
    const packs = names.sort().map((name) => [name.slice(0, -'.cedar'.length), readText(new URL(name, folder))]);
    return { schema: readText(new URL('schema.cedarschema', folder)), packs: Object.fromEntries(packs) };
  } catch (cause) {
    throw new BacklotError('POLICY_INVALID', `Policies: the folder ${folder.pathname} cannot be read`, {
      hint: 'Reinstall the studio; without its policies it allows nothing.',
      cause,
    });
  }
}

/** SHA-256 that names the rules in force: schema and packs, whatever order they came in. */
export function hashPolicyFiles(files: PolicyFiles): string {
  const packs = Object.entries(files.packs).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([files.schema, packs]))
    .digest('hex');
}

function readText(url: URL): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(url));
}
