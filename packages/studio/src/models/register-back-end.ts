import type { BackEndReport } from '@backlot/engine';
import { type BackEnd, backEndRequestSchema, type Person, parseOrExplain } from '@backlot/film';
import { demandProduction } from '../rights/demand-production.ts';
import type { StudioPorts } from '../studio.ts';
import { witness } from '../witness.ts';
import { endingOf, sealKey } from './back-end-key.ts';
import { demandReachable } from './demand-reachable.ts';
import { adapterOf, connectBackEnd, findBackEnd } from './find-back-end.ts';

const TEST_TIMEOUT_MS = 20_000;

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
  demandReachable(adapter, { ...content, hasKey: key !== undefined });
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
  const sealed = await sealKey(ports, backEnd.id, key);
  return ports.records.transaction(async (writer) => {
    await writer.models.backEnds.put(backEnd, sealed);
    const body = { production, backEnd };
    await witness(writer, { kind: 'back-end-added', subject: `back-end:${backEnd.id}`, by, at, body });
    return backEnd;
  });
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
