import { marksOf, verifyCheckpoints } from '@backlot/evidence';
import { auditRecords } from './audit-records.ts';
import type { LedgerAudit, StudioPorts } from './studio.ts';
import { walkLedger } from './verify-ledger.ts';

/**
 * Walks the whole chain and holds it against everything that is kept apart from it: the head, and the signed
 * checkpoints in the database and in their file; then the records of takes, consents and licences against it. What it cannot see: entries cut off behind the last checkpoint by
 * somebody who turns the head back as well, and a ledger whose checkpoints were all taken away with it.
 */
export async function auditLedger(
  ports: Pick<StudioPorts, 'records' | 'checkpoints' | 'notary'>,
): Promise<LedgerAudit> {
  // Checkpoints first: those added meanwhile lie behind the head that is read after them.
  const [copies, check] = [await ports.checkpoints.read(), await ports.notary.openCheck()];
  const { checkpoints, faults, notes } = verifyCheckpoints(copies, check);
  const ledger = await walkLedger(ports, marksOf(checkpoints));
  const strayed = ledger.state === 'valid' ? await auditRecords(ports) : [];
  const last = checkpoints.at(-1);
  const uncovered = ledger.entries - (last === undefined ? 0 : last.index + 1);
  const cover = last === undefined ? 'No checkpoint vouches for any entry' : describeCover(uncovered);
  return {
    ...ledger,
    state: faults.length + strayed.length > 0 ? 'invalid' : ledger.state,
    reasons: [...ledger.reasons, ...faults, ...strayed],
    checkpoints: {
      count: checkpoints.length,
      ...(last === undefined ? {} : { coversTo: last.index }),
      notes: ledger.state === 'valid' && ledger.entries > 0 ? [...notes, ...(cover === '' ? [] : [cover])] : notes,
    },
  };
}

function describeCover(uncovered: number): string {
  if (uncovered <= 0) return '';
  const entries = uncovered === 1 ? 'The last entry lies' : `The last ${uncovered} entries lie`;
  return `${entries} behind the last checkpoint: only the head, in the same database, shows a cut there`;
}
