import { suggestFromFile } from '@backlot/engine-collapse';
import { BacklotError } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theProduction } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { receiveUpload } from '../uploads/receive-upload.ts';
import { answers } from '../wire/answers.ts';
import { fileField } from '../wire/file-field.ts';
import { plateSuggestionWire } from '../wire/plate-wire.ts';
import { productionParams } from '../wire/rights-wire.ts';

const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;
const LONGEST_MS = 90_000;

const suggestSetUp = defineRoute({
  method: 'post',
  path: '/productions/{production}/plates/suggest',
  access: { action: 'request-take', resource: theProduction },
  maxBodyBytes: MAX_UPLOAD_BYTES,
  summary: 'A first set-up of a collapse from a plate, and how sure each part of it is; keeps nothing',
  request: {
    params: productionParams,
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z.object({
            plate: fileField,
          }),
        },
      },
    },
  },
  responses: answers('The draft and its findings', plateSuggestionWire),
});

/** What a plate tells before a take is asked for. */
export function createPlateRoutes(server: ServerContext) {
  const inTurn = takeTurns();
  return new DoorRouter(server).openapi(suggestSetUp, async (context) => {
    const { plate } = context.req.valid('form');
    const lost = context.req.raw.signal;
    const found = await receiveUpload(plate, (path, name) => inTurn(() => lookThrough({ path, name }, lost)));
    return context.json(plateSuggestionWire.parse(found), 200);
  }).app;
}

/** One plate at a time: looking through a large one takes a core and some hundred megabytes. */
function takeTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => {});
    return mine;
  };
}

async function lookThrough(plate: { readonly path: string; readonly name: string }, lost: AbortSignal) {
  lost.throwIfAborted();
  const timeout = AbortSignal.timeout(LONGEST_MS);
  return suggestFromFile(plate, AbortSignal.any([lost, timeout])).catch((error: unknown) => {
    if (!timeout.aborted) throw error;
    throw new BacklotError(
      'PICTURE_TOO_LARGE',
      `Plate ${plate.name}: not looked through within ${LONGEST_MS / 1000} s`,
      {
        hint: 'Scale the picture down, or draw the strokes by hand.',
      },
    );
  });
}
