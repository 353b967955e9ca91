import { createPaceReport, type EngineProgress } from '@backlot/engine';

/** Shares of a run's time, by stage; they add up to 1. Measured on the bench scene. */
const STAGE_SHARES = { prepare: 0.04, simulate: 0.14, render: 0.8, finish: 0.02 } as const;
export type CollapseStage = keyof typeof STAGE_SHARES;

/**
 * Turns the progress of stages that run side by side into one fraction that never falls, with the time left at the pace
 * so far. `nowMs` is a clock; it decides no byte.
 */
export function trackStages(
  report: (progress: EngineProgress) => void,
  nowMs: () => number,
): (stage: CollapseStage, done: number, message?: string) => void {
  const tell = createPaceReport(report, nowMs);
  const shares: Record<CollapseStage, number> = { prepare: 0, simulate: 0, render: 0, finish: 0 };
  return (stage, done, message) => {
    shares[stage] = Math.max(shares[stage], Math.min(1, done));
    const stages = Object.keys(STAGE_SHARES) as CollapseStage[];
    const fraction = stages.reduce((total, name) => total + STAGE_SHARES[name] * shares[name], 0);
    tell({ stage, fraction, isOver: stages.every((name) => shares[name] === 1), message });
  };
}
