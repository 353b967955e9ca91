import { z } from '@hono/zod-openapi';

/** A file in a multipart form. */
export const fileField = z
  .custom<File>((value) => value instanceof File, 'expected a file')
  .openapi({ type: 'string', format: 'binary' });
