import { reviewRequestSchema, reviewSchema } from '@backlot/film';
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import { refuseInvalid } from '../guard/refuse-invalid.ts';
import type { ServerContext } from '../server-context.ts';
import { problems } from '../wire/problem-wire.ts';

const params = z.object({ take: z.string().min(1).max(100) });

const list = createRoute({
  method: 'get',
  path: '/takes/{take}/reviews',
  summary: 'Notes and verdicts, oldest first',
  request: { params },
  responses: {
    200: { description: 'Reviews', content: { 'application/json': { schema: z.array(reviewSchema) } } },
    ...problems,
  },
});

const add = createRoute({
  method: 'post',
  path: '/takes/{take}/reviews',
  summary: 'A note on a frame, an approval or a rejection',
  request: { params, body: { required: true, content: { 'application/json': { schema: reviewRequestSchema } } } },
  responses: {
    200: { description: 'The review as kept', content: { 'application/json': { schema: reviewSchema } } },
    ...problems,
  },
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
