import { z } from 'zod';

/** Rule packs that a production may switch on beside the house rules, one per source. */
export const policyPackSchema = z.enum(['netflix', 'sag-aftra', 'california', 'eu-ai-act']);
export type PolicyPack = z.infer<typeof policyPackSchema>;
