export { endWith } from './end-with.ts';
export type * from './engine.ts';
export type * from './engine-progress.ts';
export { isRounding } from './model-work/is-rounding.ts';
export type * from './models/back-end.ts';
export { demandPlainSettings, refuseSetting } from './models/demand-plain-settings.ts';
export {
  type DecidedCall,
  type DecidedFile,
  findUnplanned,
  NEGATIVE_PROMPT,
  wordsOfSettings,
} from './models/find-unplanned.ts';
export type * from './models/model-caller.ts';
export type * from './models/model-job.ts';
export type * from './models/outbound.ts';
export { createPaceReport } from './pace-report.ts';
export { reviveError } from './revive-error.ts';
