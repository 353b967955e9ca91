import { BacklotError } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
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

const requestTake = createRoute({
  method: 'post',
  path: '/takes',
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
export function createTakeRequestRoutes({ studio, person }: ServerContext) {
  const app = new OpenAPIHono({ defaultHook: refuseInvalid });
  app.post('/takes', bodyLimit({ maxSize: MAX_REQUEST_BYTES, onError: refuseLarge }));
  return app.openapi(requestTake, async (context) => {
    const { engine, setUp, reuse, ...form } = context.req.valid('form');
    const inputs = await receiveInputs(studio, form, reuse);
    try {
      const value = parseJsonField(setUp, 'Set-up');
      const take = await studio.requestTake({ engine, setUp: value, resolveFile: inputs.resolveFile, by: person });
      return context.json(toTakeDetail(take), 200);
    } finally {
      await inputs.dispose();
    }
  });
}

function refuseLarge(): never {
  throw new BacklotError('UPLOAD_TOO_LARGE', `Upload: expected at most ${MAX_REQUEST_BYTES / 1024 / 1024} MiB in all`, {
    hint: 'Make the plate smaller, or use `npx backlot take` on this machine.',
  });
}
