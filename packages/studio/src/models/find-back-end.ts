import type { BackEndAdapter, BackEndConnection } from '@backlot/engine';
import { type BackEnd, BacklotError, type ModelCard } from '@backlot/film';
import type { StudioPorts } from '../studio.ts';

type Ports = Pick<StudioPorts, 'records' | 'models' | 'vault'>;

/** A back end that can be spoken with. */
export interface ConnectedBackEnd {
  readonly backEnd: BackEnd;
  readonly adapter: BackEndAdapter;
  readonly connection: BackEndConnection;
  readonly close: () => Promise<void>;
}

/** @throws BacklotError `BACK_END_NOT_FOUND` */
export async function findBackEnd({ records }: Pick<StudioPorts, 'records'>, id: string): Promise<BackEnd> {
  const backEnd = await records.models.backEnds.get(id);
  if (!backEnd) throw backEndNotFound(id);
  return backEnd;
}

/** What somebody hears who asks for a back end that is not there, or not theirs. */
export function backEndNotFound(id: string): BacklotError {
  return new BacklotError('BACK_END_NOT_FOUND', `Back end "${id}" is not there`, {
    hint: 'Look at the models page for those of this production.',
  });
}

/** The adapter of a back end's kind. @throws BacklotError `BACK_END_NOT_FOUND` where this build has none */
export function adapterOf(
  { models }: Pick<StudioPorts, 'models'>,
  { kind, title }: Pick<BackEnd, 'kind' | 'title'>,
): BackEndAdapter {
  const adapter = models.adapters.get(kind);
  if (adapter) return adapter;
  throw new BacklotError('BACK_END_NOT_FOUND', `Back end "${title}": this build does not speak with ${kind}`, {
    hint: `It speaks with ${[...models.adapters.keys()].join(', ')}.`,
  });
}

/** Opens the key of a back end and makes the way there. Nothing is sent yet. */
export async function connectBackEnd(ports: Ports, backEnd: BackEnd): Promise<ConnectedBackEnd> {
  const adapter = adapterOf(ports, backEnd);
  const key = await openKey(ports, backEnd.id);
  const outbound = ports.models.connect({
    ...(backEnd.address === undefined ? {} : { address: backEnd.address }),
    isOwn: backEnd.isOwn,
    isOffline: () => isOffline(ports, backEnd),
  });
  const connection = {
    outbound,
    ...(backEnd.address === undefined ? {} : { address: backEnd.address }),
    ...(key === undefined ? {} : { key }),
  };
  return { backEnd, adapter, connection, close: outbound.close };
}

/** @throws BacklotError `OFFLINE` */
export async function demandOnline(ports: Ports, backEnd: BackEnd): Promise<void> {
  if (!(await isCutOff(ports, backEnd))) return;
  throw new BacklotError(
    'OFFLINE',
    `Nothing was sent to "${backEnd.title}": it, its production or the studio is offline`,
    {
      hint: 'Switch offline off on the models page, or start the studio without BACKLOT_OFFLINE=1.',
    },
  );
}

/** Whether nothing may be sent there at this moment; what runs on this machine is never cut off, since nothing leaves it. */
export async function isCutOff(ports: Ports, backEnd: BackEnd): Promise<boolean> {
  return adapterOf(ports, backEnd).isLocal !== true && (await isOffline(ports, backEnd));
}

/** Asked anew before each connection: what somebody has switched off meanwhile is off. */
async function isOffline({ models, records }: Ports, { id, production }: BackEnd): Promise<boolean> {
  if (models.isOffline) return true;
  const [terms, backEnd] = [(await records.productions.get(production))?.models, await records.models.backEnds.get(id)];
  return terms?.isOffline !== false || backEnd?.isOff !== false;
}

/** The back end that a card names, in the card's own production. @throws BacklotError `MODEL_NOT_FOUND` */
export async function backEndOfCard({ records }: Pick<StudioPorts, 'records'>, card: ModelCard): Promise<BackEnd> {
  const backEnd = card.backEnd === undefined ? undefined : await records.models.backEnds.get(card.backEnd);
  if (backEnd?.production === card.production) return backEnd;
  throw new BacklotError('MODEL_NOT_FOUND', `Model "${card.name}": its card names no back end of this production`, {
    hint: 'Add a back end on the models page, and a card that names it.',
  });
}

/** What a back end's key is sealed for. */
export function keyContext(backEndId: string): string {
  return `back-end:${backEndId}`;
}

async function openKey({ records, vault }: Ports, id: string): Promise<string | undefined> {
  const sealed = await records.models.backEnds.sealedKey(id);
  return sealed && new TextDecoder().decode(await vault.open(sealed, keyContext(id)));
}
