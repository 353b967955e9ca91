import type { StudioPorts } from '../studio.ts';
import { changeBackEnd, removeBackEnd } from './change-back-end.ts';
import { listNearModels } from './demand-runnable.ts';
import { findBackEnd } from './find-back-end.ts';
import type { Models } from './models.ts';
import { planBrief } from './plan-brief.ts';
import { readBrief } from './read-brief.ts';
import { addBackEnd, testBackEnd } from './register-back-end.ts';
import { reportSpend } from './report-spend.ts';

/** The use cases of models on the given ports. */
export function createModels(ports: StudioPorts): Models {
  const { records, models } = ports;
  return {
    kinds: () =>
      [...models.adapters.values()].map(({ kind, title, tasks, needsAddress, needsKey, models: offered }) => ({
        kind,
        title,
        tasks,
        needsAddress,
        needsKey,
        models: offered,
      })),
    isOffline: models.isOffline,
    backEnds: (production) => records.models.backEnds.list(production),
    removedBackEnds: (production) => records.models.backEnds.removed(production),
    getBackEnd: (id) => findBackEnd(ports, id),
    addBackEnd: (production, request, by) => addBackEnd(ports, production, request, by),
    changeBackEnd: (id, request, by) => changeBackEnd(ports, id, request, by),
    removeBackEnd: (id, by) => removeBackEnd(ports, id, by),
    testBackEnd: (id) => testBackEnd(ports, id),
    nearModels: (card) => listNearModels(ports, card),
    callsOfTake: (takeId) => records.models.calls.ofTake(takeId),
    planBrief: (production, request, by) => planBrief(ports, production, request, by),
    readBrief: (production, request, by) => readBrief(ports, production, request, by),
    reportSpend: (production, mostCalls) => reportSpend(ports, production, mostCalls),
  };
}
