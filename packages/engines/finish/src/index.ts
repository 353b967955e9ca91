export { finishEngine } from './finish-engine.ts';
export type { FinishParameters, FinishParametersInput } from './set-up/finish-parameters.ts';
