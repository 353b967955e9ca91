import { canonicalJson, type LedgerEntry, sha256Hex } from '@backlot/evidence';
import { type Consent, type Licence, TAKE_TRANSITIONS, type TakeState } from '@backlot/film';
import type { StudioPorts } from './studio.ts';
import { readLedgerPages } from './verify-ledger.ts';

type Ports = Pick<StudioPorts, 'records'>;

/** What the ledger says a record has to be: a take's state; the state of a consent, licence or work and, where told, its hash. */
interface Expected {
  readonly state: string;
  readonly sha256?: string;
}

const PAGE = 1000;
const CONSENT_STATES: Readonly<Record<string, Consent['state']>> = {
  'consent-recorded': 'draft',
  'consent-document-attached': 'draft',
  'consent-granted': 'granted',
  'consent-withdrawn': 'withdrawn',
};
const LICENCE_STATES: Readonly<Record<string, Licence['state']>> = {
  'licence-registered': 'in-force',
  'licence-revoked': 'revoked',
};

/** A work on file has one state; the hash tells of its picture, its owner and its licence. */
const WORK_STATES: Readonly<Record<string, string>> = { 'work-registered': 'on-file', 'work-licensed': 'on-file' };

/**
 * Holds the records of takes, consents, licences and works on file against what the ledger tells of them: whoever changes a row in the
 * database changes no ledger entry. Returns what differs, in words. Records that change meanwhile are looked at again.
 */
export async function auditRecords(ports: Ports): Promise<string[]> {
  const expected = new Map<string, Expected>();
  for await (const page of readLedgerPages(ports.records.ledger, 0)) for (const entry of page) follow(expected, entry);
  const suspects = new Set<string>();
  for (const subject of await listSubjects(ports)) if (!expected.has(subject)) suspects.add(subject);
  for (const subjects of chunk([...expected.keys()])) {
    const found = await readRecords(ports, subjects);
    for (const subject of subjects) {
      if (differs(expected.get(subject), found.get(subject))) suspects.add(subject);
    }
  }
  const faults: string[] = [];
  for (const subject of suspects) {
    const fault = await lookAgain(ports, subject);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

function follow(expected: Map<string, Expected>, { kind, subject, body }: LedgerEntry): void {
  const next = nextExpected(expected.get(subject), kind, Object(body));
  if (next) expected.set(subject, next);
}

/** Undefined for a kind of entry that changes no state. */
function nextExpected(before: Expected | undefined, kind: string, body: object): Expected | undefined {
  const state = CONSENT_STATES[kind] ?? LICENCE_STATES[kind] ?? WORK_STATES[kind] ?? nextTakeState(before?.state, kind);
  if (state === undefined) return undefined;
  const sha256: unknown = Reflect.get(body, 'recordSha256');
  return { state, ...(typeof sha256 === 'string' ? { sha256 } : {}) };
}

function nextTakeState(before: string | undefined, kind: string): TakeState | undefined {
  if (kind === 'take-requested') return 'requested';
  const transitions = Object.entries(TAKE_TRANSITIONS).find(([state]) => state === before)?.[1];
  return Object.entries(transitions ?? {}).find(([event]) => event === kind)?.[1];
}

/** A withdrawn record keeps no hash in the ledger: then its state has to do. */
function differs(expected: Expected | undefined, found: Expected | undefined): boolean {
  if (!expected || !found || expected.state !== found.state) return true;
  return expected.sha256 !== undefined && found.sha256 !== undefined && expected.sha256 !== found.sha256;
}

async function readRecords({ records }: Ports, subjects: readonly string[]): Promise<Map<string, Expected>> {
  const idsOf = (prefix: string) =>
    subjects.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length));
  const found = new Map<string, Expected>();
  for (const consent of await records.rights.consents.byIds(idsOf('consent:'))) {
    found.set(`consent:${consent.id}`, { state: consent.state, sha256: sha256Hex(canonicalJson(consent)) });
  }
  for (const { id, state } of await records.rights.licences.byIds(idsOf('licence:')))
    found.set(`licence:${id}`, { state });
  for (const work of await records.rights.works.byIds(idsOf('work:'))) {
    found.set(`work:${work.id}`, { state: 'on-file', sha256: sha256Hex(canonicalJson(work)) });
  }
  for (const id of subjects.filter((each) => !each.includes(':'))) {
    const state = await records.takes.stateOf(id);
    if (state !== undefined) found.set(id, { state });
  }
  return found;
}

/** The record before the ledger and again after it: the same both times, nobody was at work on it. */
async function lookAgain(ports: Ports, subject: string): Promise<string | undefined> {
  for (;;) {
    const before = (await readRecords(ports, [subject])).get(subject);
    const expected = new Map<string, Expected>();
    for (const entry of await ports.records.ledger.about(subject)) follow(expected, entry);
    const after = (await readRecords(ports, [subject])).get(subject);
    const told = expected.get(subject);
    if (!differs(told, after)) return undefined;
    if (before?.state !== after?.state || before?.sha256 !== after?.sha256) continue;
    return describe(subject, told, after);
  }
}

function describe(subject: string, told: Expected | undefined, found: Expected | undefined): string {
  const name = subject.includes(':') ? subject.replace(':', ' ') : `take ${subject}`;
  if (!told) return `The record of ${name} says ${found?.state}; the ledger tells nothing of it`;
  if (!found) return `The ledger leaves ${name} ${told.state}; its record is gone`;
  if (told.state === found.state) return `The record of ${name} is not the one that the ledger has witnessed`;
  return `The ledger leaves ${name} ${told.state}; its record says ${found.state}`;
}

/** All that has a record, whether the ledger knows of it or not. */
async function listSubjects({ records }: Ports): Promise<string[]> {
  const subjects: string[] = [];
  for (const { slug } of await records.productions.list()) {
    subjects.push(...(await records.rights.consents.list(slug)).map(({ id }) => `consent:${id}`));
    subjects.push(...(await records.rights.licences.list(slug)).map(({ id }) => `licence:${id}`));
    subjects.push(...(await records.rights.works.list(slug)).map(({ id }) => `work:${id}`));
  }
  for (let before: string | undefined; ; before = subjects.at(-1)) {
    const page = await records.takes.list({ limit: PAGE, ...(before === undefined ? {} : { before }) });
    subjects.push(...page.map(({ id }) => id));
    if (page.length < PAGE) return subjects;
  }
}

function chunk(subjects: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(subjects.length / PAGE) }, (_, at) =>
    subjects.slice(at * PAGE, (at + 1) * PAGE),
  );
}
