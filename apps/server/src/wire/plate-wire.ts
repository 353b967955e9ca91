import { z } from '@hono/zod-openapi';

/** A draft of a collapse's parameters, and how far each part of it can be trusted. */
export const plateSuggestionWire = z
  .object({
    parameters: z
      .record(z.string(), z.unknown())
      .optional()
      .openapi({ description: 'Absent where the plate shows no lines that tell a camera' }),
    findings: z.array(
      z.object({
        about: z.enum(['lines', 'focal-length', 'scale', 'sky', 'building', 'sun']),
        confidence: z.enum(['sure', 'likely', 'guess']),
        text: z.string(),
      }),
    ),
  })
  .openapi('PlateSuggestion');
