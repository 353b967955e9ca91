import { reviewRequestSchema, reviewSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { takeParams } from '../wire/take-wire.ts';

const list = createRoute({
  method: 'get',
  path: '/takes/{take}/reviews',
  summary: 'Notes and verdicts, oldest first',
  request: { params: takeParams },
  responses: answers('Reviews', z.array(reviewSchema)),
});

const add = createRoute({
  method: 'post',
  path: '/takes/{take}/reviews',
  summary: 'A note on a frame, an approval or a rejection',
  request: {
    params: takeParams,
    body: { required: true, content: { 'application/json': { schema: reviewRequestSchema } } },
  },
  responses: answers('The review as kept', reviewSchema),
});

/** Reviews of a take. */
export function createReviewRoutes({ studio, person }: ServerContext) {
  return new OpenAPIHono({ defaultHook: refuseInvalid })
    .openapi(list, async (context) => {
      return context.json([...(await studio.listReviews(context.req.valid('param').take))], 200);
    })
    .openapi(add, async (context) => {
      const words = context.req.valid('json');
      return context.json(await studio.reviewTake(context.req.valid('param').take, person, words), 200);
    });
}
