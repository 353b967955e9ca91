import { z } from 'zod';

/** Why a take failed, as its people see it. */
export const takeErrorSchema = z
  .strictObject({
    code: z.string(),
    message: z.string(),
    hint: z.string().exactOptional(),
    /** Name of the model's call whose answer is of no use; absent where it is about no answer. */
    call: z.string().exactOptional(),
  })
  .readonly();
export type TakeError = z.infer<typeof takeErrorSchema>;
