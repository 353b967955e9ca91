import { z } from '@hono/zod-openapi';

/** A failure that a person can act on: a stable code, what is wrong, and what to do next. */
const problemWire = z
  .object({
    code: z.string(),
    message: z.string(),
    hint: z.string().optional(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof problemWire>;

const problemResponse = {
  description: 'A failure with a code, a message and a hint',
  content: { 'application/json': { schema: problemWire } },
};

/** The failures of every route, for the OpenAPI document; kept out of the typed client, which throws them. */
export const problems: Record<never, never> = { '4XX': problemResponse, '5XX': problemResponse };
