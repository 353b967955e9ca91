import { z } from 'zod';

/** What a person may do; approvals are given by a role. `system` is the studio itself. */
export const roleSchema = z.enum(['artist', 'supervisor', 'producer', 'legal', 'performer', 'guest', 'system']);
export type Role = z.infer<typeof roleSchema>;

/** Someone who asked, approved or reviewed, as the records name them. */
export const personSchema = z.strictObject({ name: z.string().trim().min(1).max(200), role: roleSchema }).readonly();
export type Person = z.infer<typeof personSchema>;
