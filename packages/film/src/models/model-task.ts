import { z } from 'zod';

/** What a generative model is asked for. `words`: a brief read into a form (`BriefReading`), and no other words. */
export const modelTaskSchema = z.enum(['image', 'video', 'speech', 'sound', 'words']);
export type ModelTask = z.infer<typeof modelTaskSchema>;
