import { z } from 'zod';
import { personSchema, roleSchema } from './person.ts';
import { policyPackSchema } from './rights/policy-pack.ts';
import { sha256Schema } from './sha256-schema.ts';

/** One rule that spoke, in words a person can act on, and where the rule comes from. */
export const decisionReasonSchema = z
  .strictObject({
    ruleId: z.string(),
    text: z.string(),
    source: z.string(),
    /** Whom or what it is about, where it is not the take as a whole: `Ana Torres, re-age`, `plate "plate.png"`. */
    about: z.string().exactOptional(),
    /** The policy file that the rule stands in: `house`, `netflix`. */
    pack: z.string().exactOptional(),
    /** Who can approve, where the rule asks for it. */
    role: roleSchema.exactOptional(),
    advice: z.string().exactOptional(),
  })
  .readonly();
export type DecisionReason = z.infer<typeof decisionReasonSchema>;

/** What policy says of one recipe under one set of rules; void for any other recipe hash. */
export const decisionSchema = z
  .strictObject({
    outcome: z.enum(['allow', 'needs-approval', 'deny']),
    reasons: z.array(decisionReasonSchema).readonly(),
    recipeHash: sha256Schema,
    policyHash: sha256Schema,
    /** The packs that were in force beside the house's rules; absent in decisions from before this was kept. */
    packs: z.array(policyPackSchema).readonly().exactOptional(),
    /** The consent that covers each use of a person, by its place in the declaration; none where no consent had to. */
    consents: z
      .array(z.strictObject({ person: z.int().nonnegative(), consentId: z.string() }).readonly())
      .readonly()
      .exactOptional(),
  })
  .readonly();
export type Decision = z.infer<typeof decisionSchema>;

/** A person's yes to one use, in a role. Change a parameter, a licence or the production and it counts no more. */
export const approvalSchema = z
  .strictObject({
    by: personSchema,
    recipeHash: sha256Schema,
    /** Names recipe, licences and production together: what the yes is bound to. */
    useHash: sha256Schema,
    /** The rules that asked for this role when it was given: it answers these and no other. */
    ruleIds: z.array(z.string()).readonly(),
    at: z.iso.datetime(),
    text: z.string().max(2000).exactOptional(),
  })
  .readonly();
export type Approval = z.infer<typeof approvalSchema>;
