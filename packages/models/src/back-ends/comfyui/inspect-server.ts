import type { BackEndConnection, BackEndReport, OfferedModel } from '@backlot/engine';
import { z } from 'zod';
import { askServer } from './ask-server.ts';
import { requiredSlots } from './check-job.ts';
import { findMissing } from './find-missing.ts';
import { readAllNodes } from './object-info.ts';
import { isFileSlot } from './slots.ts';
import type { Workflow } from './workflow.ts';

const statsSchema = z.object({
  system: z.object({ comfyui_version: z.string().default('of unknown version') }),
  devices: z.array(z.object({ name: z.string(), vram_total: z.number() })),
});

/** What a server is, which of our workflows it can run, and what it lacks for the others. */
export async function inspectServer(
  connection: BackEndConnection,
  workflows: readonly Workflow[],
  signal: AbortSignal,
): Promise<BackEndReport> {
  const stats = await askServer(connection, 'system_stats', { schema: statsSchema, signal });
  const info = await readAllNodes(connection, signal);
  const found = workflows.map((workflow) => ({ workflow, missing: findMissing(workflow, workflow.graph, info) }));
  return {
    about: describe(stats),
    models: found.filter(({ missing }) => missing.length === 0).map(({ workflow }) => offerOf(workflow)),
    missing: found.flatMap(({ workflow, missing }) => missing.map((part) => `${workflow.name}: ${part}`)),
  };
}

/** A workflow as a model that a job can name. */
export function offerOf(workflow: Workflow): OfferedModel {
  const required = requiredSlots(workflow);
  return {
    name: workflow.name,
    title: workflow.title,
    task: workflow.task,
    slots: Object.keys(workflow.slots)
      .filter(isFileSlot)
      .map((slot) => ({ slot, isRequired: required.includes(slot) })),
    ...(workflow.about === '' ? {} : { about: workflow.about }),
    ...(workflow.frameStep === undefined ? {} : { frameStep: workflow.frameStep }),
  };
}

function describe({ system, devices }: z.infer<typeof statsSchema>): string {
  const cards = devices.map(({ name, vram_total }) => `${nameOfCard(name)}, ${Math.round(vram_total / 2 ** 30)} GiB`);
  return [`ComfyUI ${system.comfyui_version}`, ...cards].join(', ');
}

/** `cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync` to `NVIDIA GeForce RTX 4090`. */
function nameOfCard(name: string): string {
  return name.replace(/^\w+:\d+ /, '').replace(/ : \w+$/, '');
}
