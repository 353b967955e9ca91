import { reviewRequestSchema, reviewSchema } from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theTake } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { takeParams } from '../wire/take-wire.ts';

const list = defineRoute({
  method: 'get',
  path: '/takes/{take}/reviews',
  access: { action: 'view-take', resource: theTake },
  summary: 'Notes and verdicts, oldest first',
  request: { params: takeParams },
  responses: answers('Reviews', z.array(reviewSchema)),
});

/** A note and a verdict are two actions; which it is stands in the body. */
const theReviewedTake = { ...theTake, isAskedByHandler: true } as const;

const add = defineRoute({
  method: 'post',
  path: '/takes/{take}/reviews',
  access: { action: 'view-take', resource: theReviewedTake },
  summary: 'A note on a frame, an approval or a rejection',
  request: {
    params: takeParams,
    body: { required: true, content: { 'application/json': { schema: reviewRequestSchema } } },
  },
  responses: answers('The review as kept', reviewSchema),
});

/** Reviews of a take. */
export function createReviewRoutes(server: ServerContext) {
  const { studio } = server;
  return new DoorRouter(server)
    .openapi(list, async (context) => {
      return context.json([...(await studio.listReviews(context.req.valid('param').take))], 200);
    })
    .openapi(add, async (context) => {
      const words = context.req.valid('json');
      const access = context.get('access');
      const by = access.demand(words.decision === 'note' ? 'add-note' : 'give-verdict', access.resource);
      return context.json(await studio.reviewTake(context.req.valid('param').take, by, words), 200);
    }).app;
}
