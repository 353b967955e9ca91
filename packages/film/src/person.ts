import { z } from 'zod';

/**
 * What a person may do; approvals are given by a role. `owner` runs the studio and approves nothing by that; `guest` looks
 * by a link; `system` is the studio itself.
 */
export const roleSchema = z.enum([
  'owner',
  'artist',
  'supervisor',
  'producer',
  'legal',
  'performer',
  'guest',
  'system',
]);
export type Role = z.infer<typeof roleSchema>;

/** Roles that somebody can be given, in one production or (`*`) in all. */
export const crewRoleSchema = roleSchema.extract(['artist', 'supervisor', 'producer', 'legal', 'performer']);
export type CrewRole = z.infer<typeof crewRoleSchema>;

/** Someone who asked, approved or reviewed, as the records name them. */
export const personSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    role: roleSchema,
    /** Their account in this studio; absent for who acts at the machine itself. */
    accountId: z.string().min(1).max(100).exactOptional(),
  })
  .readonly();
export type Person = z.infer<typeof personSchema>;

/** Whether two records mean one human being: the same account, or the same name where one of them has none. */
export function isSamePerson(a: Person, b: Person): boolean {
  if (a.accountId !== undefined && b.accountId !== undefined) return a.accountId === b.accountId;
  return a.name.trim().toLowerCase() === b.name.trim().toLowerCase();
}
