import { z } from 'zod';

/** What a generative model is asked for. */
export const modelTaskSchema = z.enum(['image', 'video', 'speech', 'sound']);
export type ModelTask = z.infer<typeof modelTaskSchema>;
