import { parseTakeSetUp } from '@backlot/film';
import type { AccessResource } from '@backlot/policy';
import type { Studio, TakeRecord, TakeRequest } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { namedInBody, toTakeResource } from '../door/resources.ts';
import type { RequestAccess } from '../door/route-access.ts';
import type { ServerContext } from '../server-context.ts';
import { parseJsonField, receiveInputs } from '../uploads/receive-take-request.ts';
import { answers } from '../wire/answers.ts';
import { fileField } from '../wire/file-field.ts';
import { takePlanWire } from '../wire/model-wire.ts';
import { takeDetailWire } from '../wire/take-wire.ts';
import { toTakeDetail } from './take-wiring.ts';

/** A 16-bit 8K plate is 200 MB. */
const MAX_REQUEST_BYTES = 256 * 1024 * 1024;

const requestForm = z
  .object({
    engine: z.string().min(1).max(64).default('collapse'),
    setUp: z
      .string()
      .min(1)
      .max(4 * 1024 * 1024)
      .openapi({ description: 'The set-up file’s JSON text' }),
    reuse: z.string().max(10_000).optional().openapi({ description: '{"plate": "<take id>"}' }),
    plate: fileField.optional(),
  })
  .loose();
type RequestForm = z.infer<typeof requestForm>;

const request = { body: { required: true, content: { 'multipart/form-data': { schema: requestForm } } } };

const requestTake = defineRoute({
  method: 'post',
  path: '/takes',
  access: { action: 'request-take', resource: namedInBody },
  maxBodyBytes: MAX_REQUEST_BYTES,
  summary: 'Ask for a take: a set-up, and its inputs as files or from earlier takes',
  request,
  responses: answers('The take as recorded and decided', takeDetailWire),
});

const planTake = defineRoute({
  method: 'post',
  path: '/takes/plan',
  access: { action: 'request-take', resource: namedInBody },
  maxBodyBytes: MAX_REQUEST_BYTES,
  summary: 'What a request would send, cost and be told by policy; keeps nothing, sends nothing of it',
  request,
  responses: answers('The plan', takePlanWire),
});

/** Requests of takes. */
export function createTakeRequestRoutes(server: ServerContext) {
  const { studio } = server;
  return new DoorRouter(server)
    .openapi(requestTake, async (context) => {
      const take = await withRequest(studio, context.get('access'), context.req.valid('form'), studio.requestTake);
      return context.json(toTakeDetail(take), 200);
    })
    .openapi(planTake, async (context) => {
      const plan = await withRequest(studio, context.get('access'), context.req.valid('form'), studio.planTake);
      const { recipeHash, egress = null, words, explanation, refusal } = plan;
      const { decision, whatIf } = explanation;
      return context.json(
        {
          recipeHash,
          egress,
          words: [...words],
          explanation: { decision, whatIf: [...whatIf] },
          ...(refusal ? { refusal } : {}),
        },
        200,
      );
    }).app;
}

/** Puts the form's inputs where the studio can read them for as long as `use` needs them. */
async function withRequest<T>(
  studio: Studio,
  { demand, may }: RequestAccess<AccessResource>,
  { engine, setUp, reuse, ...form }: RequestForm,
  use: (request: TakeRequest) => Promise<T>,
): Promise<T> {
  const value = parseJsonField(setUp, 'Set-up');
  const { production } = parseTakeSetUp(value);
  const by = demand('request-take', { kind: 'production', production });
  const mayReuse = (take: TakeRecord) => may('download-file', toTakeResource(take));
  const inputs = await receiveInputs(studio, form, { reuse, mayReuse });
  try {
    const { resolveFile, reused } = inputs;
    return await use({ engine, setUp: value, resolveFile, reused, by });
  } finally {
    await inputs.dispose();
  }
}
