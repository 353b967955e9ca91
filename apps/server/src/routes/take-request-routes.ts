import { parseTakeSetUp } from '@backlot/film';
import type { TakeRecord } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { namedInBody, toTakeResource } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { parseJsonField, receiveInputs } from '../uploads/receive-take-request.ts';
import { answers } from '../wire/answers.ts';
import { takeDetailWire } from '../wire/take-wire.ts';
import { toTakeDetail } from './take-wiring.ts';

/** A 16-bit 8K plate is 200 MB. */
const MAX_REQUEST_BYTES = 256 * 1024 * 1024;

const picture = z
  .custom<File>((value) => value instanceof File, 'expected a file')
  .openapi({ type: 'string', format: 'binary' });

const requestTake = defineRoute({
  method: 'post',
  path: '/takes',
  access: { action: 'request-take', resource: namedInBody },
  maxBodyBytes: MAX_REQUEST_BYTES,
  summary: 'Ask for a take: a set-up, and its inputs as files or from earlier takes',
  request: {
    body: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: z
            .object({
              engine: z.string().min(1).max(64).default('collapse'),
              setUp: z
                .string()
                .min(1)
                .max(4 * 1024 * 1024)
                .openapi({ description: 'The set-up file’s JSON text' }),
              reuse: z.string().max(10_000).optional().openapi({ description: '{"plate": "<take id>"}' }),
              plate: picture.optional(),
            })
            .loose(),
        },
      },
    },
  },
  responses: answers('The take as recorded and decided', takeDetailWire),
});

/** Requests of takes. */
export function createTakeRequestRoutes(server: ServerContext) {
  const { studio } = server;
  return new DoorRouter(server).openapi(requestTake, async (context) => {
    const { engine, setUp, reuse, ...form } = context.req.valid('form');
    const access = context.get('access');
    const value = parseJsonField(setUp, 'Set-up');
    const { production } = parseTakeSetUp(value);
    const by = access.demand('request-take', { kind: 'production', production });
    const mayReuse = (take: TakeRecord) => access.may('download-file', toTakeResource(take));
    const inputs = await receiveInputs(studio, form, { reuse, mayReuse });
    try {
      const { resolveFile, reused } = inputs;
      const take = await studio.requestTake({ engine, setUp: value, resolveFile, reused, by });
      return context.json(toTakeDetail(take), 200);
    } finally {
      await inputs.dispose();
    }
  }).app;
}
