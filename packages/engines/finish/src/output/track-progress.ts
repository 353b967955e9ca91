import { createPaceReport, type EngineProgress } from '@backlot/engine';

/** Shares of a run, in order; they add up to 1. A model's time is its own: hosted ones take minutes, tests no time. */
const STAGE_SHARES = { prepare: 0.02, model: 0.63, place: 0.35 } as const;
export type FinishStage = keyof typeof STAGE_SHARES;

/** Turns the progress of stages, one after the other, into one fraction that never falls. `nowMs` decides no byte. */
export function trackProgress(
  report: (progress: EngineProgress) => void,
  nowMs: () => number,
): (stage: FinishStage, done: number, message?: string) => void {
  const tell = createPaceReport(report, nowMs);
  return (stage, done, message) => {
    const stages = Object.keys(STAGE_SHARES) as FinishStage[];
    const before = stages.slice(0, stages.indexOf(stage)).reduce((sum, name) => sum + STAGE_SHARES[name], 0);
    const fraction = before + STAGE_SHARES[stage] * Math.max(0, Math.min(1, done));
    tell({ stage, fraction, isOver: stage === 'place' && done >= 1, message });
  };
}
