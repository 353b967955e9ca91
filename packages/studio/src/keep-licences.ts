import { BacklotError, type TakeSetUp, type TakeSetUpInput } from '@backlot/film';
import { demandViewable } from './judge-take.ts';
import type { StudioPorts } from './studio.ts';

/**
 * The set-up with the licences that inputs of earlier takes bring along: what came in under a licence of the register
 * stays under it, whoever asks. Such a take's files have to be open to see at this moment.
 * @throws BacklotError `LICENCE_KEPT` where other words stand in its place, and what `demandViewable` throws
 */
export async function keepLicences(
  ports: Pick<StudioPorts, 'records' | 'policy' | 'clock' | 'models'>,
  setUp: TakeSetUp,
  reused: Readonly<Record<string, string>>,
): Promise<TakeSetUp> {
  const inputs: Record<string, TakeSetUpInput> = { ...setUp.inputs };
  for (const [role, takeId] of Object.entries(reused)) {
    const { licences } = await demandViewable(ports, takeId);
    const input = inputs[role];
    const id = licences[role]?.id;
    if (!input || id === undefined) continue;
    if (input.licence !== undefined || (input.licenceId ?? id) !== id) throw licenceKept(role, takeId, id);
    inputs[role] = { ...input, licenceId: id };
  }
  return { ...setUp, inputs };
}

function licenceKept(role: string, takeId: string, licence: string): BacklotError {
  return new BacklotError(
    'LICENCE_KEPT',
    `Input "${role}" of take "${takeId}": it stands under licence "${licence}" of the register, and the set-up says otherwise`,
    { hint: `Name "licenceId": "${licence}" for it, or choose another file.` },
  );
}
