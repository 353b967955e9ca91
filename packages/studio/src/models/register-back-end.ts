import type { BackEndReport } from '@backlot/engine';
import { type BackEnd, BacklotError, backEndRequestSchema, type Person, parseOrExplain } from '@backlot/film';
import { z } from 'zod';
import { demandProduction } from '../rights/demand-production.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { adapterOf, connectBackEnd, findBackEnd, keyContext } from './find-back-end.ts';

const TEST_TIMEOUT_MS = 20_000;

const changeSchema = z.strictObject({
  title: backEndRequestSchema.unwrap().shape.title.exactOptional(),
  isOff: z.boolean().exactOptional(),
  key: z.string().trim().min(1).max(1000).exactOptional(),
});

/**
 * Adds a back end to a production; its key is encrypted before it is written anywhere.
 * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`, `BACK_END_NOT_FOUND` for a kind that this build lacks
 */
export async function addBackEnd(
  ports: StudioPorts,
  production: string,
  request: unknown,
  by: Person,
): Promise<BackEnd> {
  const { key, ...content } = parseOrExplain(backEndRequestSchema, request, {
    what: 'Back end',
    code: 'REQUEST_INVALID',
  });
  await demandProduction(ports, production);
  const adapter = adapterOf(ports, content);
  if (adapter.needsAddress && content.address === undefined) throw lacks(content.title, 'an address');
  if (adapter.needsKey && key === undefined) throw lacks(content.title, 'a key');
  if (adapter.isLocal === true && (content.address ?? key) !== undefined) throw isHere(content.title);
  const at = new Date(ports.clock.nowMs()).toISOString();
  const backEnd: BackEnd = {
    id: ports.ids.next(),
    production,
    ...content,
    isOwn: content.isOwn || adapter.isLocal === true,
    ...endingOf(key),
    isOff: false,
    createdAt: at,
  };
  const body = { production, backEnd };
  return keep(ports, backEnd, { key, kind: 'back-end-added', by, at, body });
}

/**
 * Changes a back end's title or key, or switches it off or on.
 * @throws BacklotError `REQUEST_INVALID`, `BACK_END_NOT_FOUND`
 */
export async function changeBackEnd(ports: StudioPorts, id: string, request: unknown, by: Person): Promise<BackEnd> {
  const { key, ...change } = parseOrExplain(changeSchema, request, { what: 'Back end', code: 'REQUEST_INVALID' });
  const backEnd: BackEnd = { ...(await findBackEnd(ports, id)), ...change, ...endingOf(key) };
  const at = new Date(ports.clock.nowMs()).toISOString();
  const body = { production: backEnd.production, change: { ...change, hasNewKey: key !== undefined } };
  return keep(ports, backEnd, { key, kind: 'back-end-changed', by, at, body });
}

/**
 * Speaks with a back end and tells what is there and what is missing. Sends no material, and costs nothing.
 * @throws BacklotError `BACK_END_NOT_FOUND`, and the adapter's own: `MODEL_KEY_REFUSED`, `MODEL_UNREACHABLE`, `OFFLINE`
 */
export async function testBackEnd(ports: StudioPorts, id: string): Promise<BackEndReport> {
  const { adapter, connection, close } = await connectBackEnd(ports, await findBackEnd(ports, id));
  try {
    return await adapter.inspect(connection, AbortSignal.timeout(TEST_TIMEOUT_MS));
  } finally {
    await close();
  }
}

interface Keeping {
  readonly key: string | undefined;
  readonly kind: 'back-end-added' | 'back-end-changed';
  readonly by: Person;
  readonly at: string;
  readonly body: Readonly<Record<string, unknown>>;
}

async function keep(ports: StudioPorts, backEnd: BackEnd, { key, kind, by, at, body }: Keeping): Promise<BackEnd> {
  const sealed =
    key === undefined ? undefined : await ports.vault.seal(new TextEncoder().encode(key), keyContext(backEnd.id));
  return ports.records.transaction(async (writer) => {
    await writer.models.backEnds.put(backEnd, sealed);
    await witness(writer, { kind, subject: `back-end:${backEnd.id}`, by, at, body });
    return backEnd;
  });
}

/** Short keys show nothing of themselves. */
function endingOf(key: string | undefined): Pick<BackEnd, 'keyEnding'> {
  if (key === undefined) return {};
  return { keyEnding: key.length >= 16 ? key.slice(-4) : '' };
}

/** What runs on this machine is not reached by an address: one on record would say that something is sent there. */
function isHere(title: string): BacklotError {
  return new BacklotError('REQUEST_INVALID', `Back end "${title}": expected neither address nor key, got one`, {
    hint: 'It runs on this machine: leave them out.',
  });
}

function lacks(title: string, what: string): BacklotError {
  return new BacklotError('REQUEST_INVALID', `Back end "${title}": expected ${what}, got none`, {
    hint: `Give ${what}.`,
  });
}
