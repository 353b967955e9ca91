import type { DisclosedTake } from '@backlot/evidence';
import {
  type Consent,
  consentStateOn,
  formatTakeVersion,
  type ModelCard,
  type Performer,
  type Person,
  type PersonUse,
  type PolicyPack,
  type Review,
} from '@backlot/film';
import { matrixRowOf } from '@backlot/policy';
import { listMarkedFiles } from '../marked-files.ts';
import type { StudioPorts } from '../studio.ts';
import type { TakeRecord } from '../take-record.ts';
import { KIND_WORDS, OPERATION_WORDS, PACK_WORDS } from './disclosure-words.ts';

/** A production's registers, by id. */
export interface Registers {
  readonly performers: ReadonlyMap<string, Performer>;
  readonly models: ReadonlyMap<string, ModelCard>;
  readonly consents: readonly Consent[];
  /** ISO 8601, UTC: when the report is made. */
  readonly at: string;
}

/** A take in full: what was done, by what, on whose word. */
export async function discloseTake(ports: StudioPorts, registers: Registers, take: TakeRecord): Promise<DisclosedTake> {
  const { recipe, use, seal, decision } = take;
  const engine = ports.engines.get(recipe.engine.id);
  const title = engine?.title ?? recipe.engine.id;
  const reviews = await ports.records.reviews.list(take.id);
  return {
    takeId: take.id,
    version: formatTakeVersion(take.version),
    state: take.state,
    purpose: take.purpose,
    requestedBy: nameOf(take.requestedBy),
    requestedAt: take.requestedAt,
    operations: [title, ...use.people.map((person) => describeUse(registers, person))],
    digitalSourceType: take.digitalSourceType ?? 'algorithmicMedia',
    engine: { ...recipe.engine, title },
    models: use.models.flatMap((id) => discloseModel(registers.models.get(id))),
    consents: use.people.flatMap((person, index) => listConsents(registers, take, person, index)),
    syntheticPerformers: use.people.flatMap((person) => listSynthetic(registers, take, person)),
    inputs: recipe.inputs.map(({ role, name, sha256 }) => {
      const licence = take.licences[role];
      const source = licence?.source === undefined ? {} : { source: licence.source };
      return {
        role,
        name,
        sha256,
        licence: licence ? { owner: licence.owner, terms: licence.statement, ...source } : null,
      };
    }),
    decision: decision
      ? {
          outcome: decision.outcome,
          policyHash: decision.policyHash,
          ...(decision.packs ? { packs: listPackTitles(decision.packs) } : {}),
          reasons: decision.reasons.map(({ ruleId, text, source, role }) => ({
            ruleId,
            text,
            source,
            ...(role === undefined ? {} : { role }),
          })),
        }
      : null,
    netflixMatrixRow: matrixRowOf({ purpose: take.purpose, declared: use }),
    approvals: listApprovals(take, reviews),
    reviews: reviews.map(({ decision: verdict, by, at, text }) => ({ verdict, by: nameOf(by), at, text })),
    seal: seal
      ? {
          signer: seal.signer,
          state: seal.state,
          sealedAt: seal.sealedAt,
          humanOversightLevel: seal.approval ? 'human_validated' : 'prompt_guided',
          ledgerIndex: seal.ledgerIndex,
          ledgerHash: seal.ledgerHash,
        }
      : null,
    recipeHash: take.recipeHash,
    watermarkId: seal?.mark ?? null,
    watermarkedFiles: listMarkedFiles(take, false).marked,
  };
}

function describeUse({ performers }: Registers, { performer, operation, years, language }: PersonUse): string {
  const name = performers.get(performer)?.name ?? performer;
  const extent = [
    ...(years === undefined ? [] : [`by ${years} years`]),
    ...(language === undefined ? [] : [`in ${language}`]),
  ];
  return [`${name}: ${OPERATION_WORDS[operation]}`, ...extent].join(' ');
}

function discloseModel(card: ModelCard | undefined): DisclosedTake['models'] {
  if (!card) return [];
  const { name, vendor, version, licence, trainedOn, retainsInputs, environment } = card;
  return [
    { name, vendor, version, licence, trainedOn, keepsInputs: retainsInputs, isSecured: environment === 'secured' },
  ];
}

/** The rules of a decision, those always in force first. */
function listPackTitles(packs: readonly PolicyPack[]): string[] {
  return (['house', ...packs] as const).map((id) => PACK_WORDS[id].title);
}

/**
 * The consent that policy allowed this use on, however it stands today. A decision from before policy kept it leaves all
 * that speak of the use.
 */
function listConsents(
  { consents, performers, at }: Registers,
  take: TakeRecord,
  person: PersonUse,
  index: number,
): DisclosedTake['consents'] {
  const covering = take.decision?.consents;
  const covers = ({ id, performer, scope }: Consent): boolean => {
    if (covering) return covering.some(({ person: of, consentId }) => of === index && consentId === id);
    const isOfUse = scope.operations.some(({ operation }) => operation === person.operation);
    return performer === person.performer && isOfUse && (scope.shots === 'all' || scope.shots.includes(take.shot));
  };
  return consents.filter(covers).flatMap((consent) => {
    const { id, kind, description, signature, document, performer } = consent;
    if (!signature || !document) return [];
    return [
      {
        performer: performers.get(performer)?.name ?? performer,
        consentId: id,
        kind: KIND_WORDS[kind],
        use: description,
        signedBy: signature.name,
        signedAs: signature.by.replaceAll('-', ' '),
        signedOn: signature.signedOn,
        documentSha256: document.sha256,
        state: consentStateOn(consent, at),
      },
    ];
  });
}

function listSynthetic(
  { performers }: Registers,
  take: TakeRecord,
  person: PersonUse,
): DisclosedTake['syntheticPerformers'] {
  const performer = performers.get(person.performer);
  if (performer?.status.kind !== 'synthetic') return [];
  const approval = take.approvals.find(({ by }) => by.role === 'producer');
  return [
    {
      name: performer.name,
      unionNoticeOn: performer.status.unionNotice?.sentOn ?? null,
      approvedBy: approval ? nameOf(approval.by) : null,
    },
  ];
}

function listApprovals(take: TakeRecord, reviews: readonly Review[]): DisclosedTake['approvals'] {
  return [
    ...take.approvals.map(({ by, at, text = '', ruleIds }) => ({
      of: 'use' as const,
      by: nameOf(by),
      at,
      text,
      ruleIds,
    })),
    ...reviews
      .filter(({ decision }) => decision === 'approve')
      .map(({ by, at, text }) => ({ of: 'take' as const, by: nameOf(by), at, text })),
  ];
}

/** Who it was, without what only the studio needs to know of them. */
export function nameOf({ name, role }: Person): { readonly name: string; readonly role: Person['role'] } {
  return { name, role };
}
