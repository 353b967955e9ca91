import type { z } from '@hono/zod-openapi';
import { problems } from './problem-wire.ts';

/** The responses of a route that answers with one JSON document. */
export function answers<Schema extends z.ZodType>(description: string, schema: Schema) {
  return { 200: { description, content: { 'application/json': { schema } } }, ...problems };
}
