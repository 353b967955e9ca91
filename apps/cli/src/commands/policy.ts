import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { BacklotError } from '@backlot/film';
import type { RegisteredPerson, WordsContext, WordsFinding } from '@backlot/policy';
import { createWordsCheck } from '@backlot/policy';
import { z } from 'zod';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  context: z
    .object({
      characters: z.array(z.string()).optional(),
      places: z.array(z.string()).optional(),
      register: z
        .array(
          z.object({
            id: z.string(),
            name: z.string(),
            aliases: z.array(z.string()).default([]),
            characters: z.array(z.string()).default([]),
            hasConsent: z.boolean(),
          }),
        )
        .optional(),
    })
    .optional(),
});
type Line = z.infer<typeof lineSchema>;
