import { z } from 'zod';

/**
 * All that someone can do in the studio. Every route, command, job, stream and download names one of these, and the
 * access rules (`packages/policy/access`) say who may.
 */
export const accessActionSchema = z.enum([
  // productions and takes
  'list-productions',
  'create-production',
  'view-production',
  'switch-policy-packs',
  'request-take',
  'view-take',
  'download-file',
  'cancel-take',
  'approve-use',
  'add-note',
  'give-verdict',
  'pick-variant',
  'deliver-take',
  'rerun-take',
  'verify-evidence',
  'read-ledger',
  'listen-to-events',
  // people and material
  'view-register',
  'edit-register',
  'add-reference',
  'record-consent',
  'grant-consent',
  'withdraw-consent',
  'view-consent',
  'view-own-uses',
  'explain-policy',
  'view-disclosure',
  // models
  'view-models',
  'manage-models',
  // the studio's own people
  'manage-members',
  'invite-guest',
  'manage-own-tokens',
  // the studio itself
  'work-off-takes',
]);
export type AccessAction = z.infer<typeof accessActionSchema>;
