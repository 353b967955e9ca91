import type { AccessAction } from '@backlot/film';

/**
 * What the jobs of each queue are to the access rules: a process that works them off needs this right. Beside it each take
 * is decided anew by policy before its engine runs.
 */
export const JOB_ACCESS = { takes: 'work-off-takes' } as const satisfies Readonly<Record<string, AccessAction>>;
export type JobKind = keyof typeof JOB_ACCESS;
