import { demandPlainSettings, type ModelJob } from '@backlot/engine';
import { BacklotError } from '@backlot/film';
import { isFileSlot, isSettingSlot } from './slots.ts';
import type { Workflow } from './workflow.ts';

/** What a job must bring: file slots of `workflow` that are neither optional nor one of a group. */
export function requiredSlots(workflow: Workflow): readonly string[] {
  const free = new Set([...Object.keys(workflow.optional), ...workflow.oneOf.flat()]);
  return Object.keys(workflow.slots).filter((slot) => isFileSlot(slot) && !free.has(slot));
}

/**
 * Refuses a job that `workflow` has no slots for, or whose files and numbers do not fit it; nothing is asked or sent.
 * @throws BacklotError `MODEL_REQUEST_INVALID`
 */
export function checkJob(workflow: Workflow, job: ModelJob): void {
  demandPlainSettings(job.settings);
  const problem =
    taskProblem(workflow, job) ??
    fileProblem(workflow, job) ??
    groupProblem(workflow, job) ??
    settingProblem(workflow, job) ??
    numberProblem(workflow, job);
  if (!problem) return;
  throw new BacklotError('MODEL_REQUEST_INVALID', `Workflow "${workflow.name}": ${problem.message}`, {
    hint: problem.hint,
  });
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

function taskProblem(workflow: Workflow, job: ModelJob): Problem | undefined {
  if (job.task !== workflow.task) {
    return { message: `makes ${workflow.task}, asked for ${job.task}`, hint: 'Choose a workflow for this task.' };
  }
  if (job.withSound && !workflow.makesSound) {
    return { message: 'makes no sound', hint: 'Choose a workflow that makes sound, or ask for the picture alone.' };
  }
  return undefined;
}

function fileProblem(workflow: Workflow, job: ModelJob): Problem | undefined {
  const given = job.files.map(({ slot }) => slot);
  const stray = given.find((slot) => !Object.hasOwn(workflow.slots, slot));
  if (stray) return { message: `has no slot "${stray}"`, hint: `It takes: ${fileSlotsOf(workflow)}.` };
  const twice = given.find((slot, index) => given.indexOf(slot) !== index);
  if (twice)
    return { message: `takes one file in its slot "${twice}", got several`, hint: 'Send one file for each slot.' };
  const missing = requiredSlots(workflow).find((slot) => !given.some((one) => one === slot));
  if (missing)
    return { message: `needs a file in its slot "${missing}"`, hint: `Add a file for the slot "${missing}".` };
  return undefined;
}

function groupProblem(workflow: Workflow, job: ModelJob): Problem | undefined {
  for (const group of workflow.oneOf) {
    const filled = group.filter((slot) => job.files.some((file) => file.slot === slot));
    if (filled.length === 1) continue;
    const names = group.join(', ');
    return {
      message: `needs one of ${names}, got ${filled.join(' and ') || 'none'}`,
      hint: 'Send exactly one of them.',
    };
  }
  return undefined;
}

function settingProblem(workflow: Workflow, job: ModelJob): Problem | undefined {
  for (const [name, value] of Object.entries(job.settings)) {
    const target = isSettingSlot(name) ? workflow.slots[name]?.[0] : undefined;
    if (!target) return { message: `has no setting "${name}"`, hint: `It knows: ${settingsOf(workflow)}.` };
    const expected = typeof workflow.graph[target.node]?.inputs[target.input];
    if (typeof value === expected) continue;
    return {
      message: `setting "${name}" expects a ${expected}, got ${JSON.stringify(value)}`,
      hint: 'Correct its value.',
    };
  }
  return undefined;
}

function numberProblem(workflow: Workflow, job: ModelJob): Problem | undefined {
  const { frameStep, sizeStep } = workflow;
  if (frameStep && job.durationFrames !== undefined && (job.durationFrames - 1) % frameStep !== 0) {
    return { message: `takes ${frameStep}n + 1 frames, got ${job.durationFrames}`, hint: 'Choose such a length.' };
  }
  const odd = [job.widthPx, job.heightPx].find((px) => sizeStep && px !== undefined && px % sizeStep !== 0);
  if (odd === undefined) return undefined;
  return { message: `takes sizes that are multiples of ${sizeStep} px, got ${odd}`, hint: 'Choose such a size.' };
}

function fileSlotsOf(workflow: Workflow): string {
  return Object.keys(workflow.slots).filter(isFileSlot).join(', ') || 'no files';
}

function settingsOf(workflow: Workflow): string {
  return Object.keys(workflow.slots).filter(isSettingSlot).join(', ') || 'no settings';
}
