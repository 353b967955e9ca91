import type { BackEndAdapter, BackEndReport } from '@backlot/engine';
import type { BackEnd, ModelCall, ModelCard, ModelTerms, Person, UsdMicros } from '@backlot/film';
import type { BriefPlan, ReadBrief } from './brief.ts';

/** A kind of back end, for whoever wants to add one. */
export type OfferedKind = Pick<BackEndAdapter, 'kind' | 'title' | 'tasks' | 'needsAddress' | 'needsKey' | 'models'>;

/** What models cost one shot. */
export interface ShotSpend {
  readonly shot: string;
  readonly spentUsdMicros: UsdMicros;
  readonly limitUsdMicros?: UsdMicros;
  /** Of those that were sent. */
  readonly callCount: number;
}

/** The account of a production: what its models cost, call by call, and what they may cost. */
export interface SpendReport {
  readonly terms: ModelTerms;
  readonly spentUsdMicros: UsdMicros;
  /** Of calls that have not ended, or of which nobody knows what they cost: part of what is spent. */
  readonly uncertainUsdMicros: UsdMicros;
  /** By code. */
  readonly shots: readonly ShotSpend[];
  /** Newest first. */
  readonly calls: readonly ModelCall[];
}

/** Back ends of a production, what was sent to them and what that cost. */
export interface Models {
  /** Every kind that this build speaks with. */
  readonly kinds: () => readonly OfferedKind[];
  /** The whole studio sends nothing. */
  readonly isOffline: boolean;
  /** Oldest first. */
  readonly backEnds: (production: string) => Promise<readonly BackEnd[]>;
  /** Those that are there no more, for what was done by them. */
  readonly removedBackEnds: (production: string) => Promise<readonly BackEnd[]>;
  /** @throws BacklotError `BACK_END_NOT_FOUND` */
  readonly getBackEnd: (id: string) => Promise<BackEnd>;
  /** @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`, `BACK_END_NOT_FOUND` for a kind that this build lacks */
  readonly addBackEnd: (production: string, request: unknown, by: Person) => Promise<BackEnd>;
  /** Title, address, key, or whether it is switched off. @throws BacklotError `REQUEST_INVALID`, `BACK_END_NOT_FOUND`, `BACK_END_IN_USE` */
  readonly changeBackEnd: (id: string, request: unknown, by: Person) => Promise<BackEnd>;
  /** @throws BacklotError `BACK_END_NOT_FOUND`, `BACK_END_IN_USE` while calls of it are open */
  readonly removeBackEnd: (id: string, by: Person) => Promise<BackEnd>;
  /** Speaks with it; sends no material and costs nothing. @throws BacklotError `BACK_END_NOT_FOUND`, and the adapter's own */
  readonly testBackEnd: (id: string) => Promise<BackEndReport>;
  /** Names that may have been meant by the one on a card, where this build does not know that at its back end; nearest first. */
  readonly nearModels: (card: Pick<ModelCard, 'backEnd' | 'model'>) => Promise<readonly string[]>;
  /** Calls of a take, oldest first: what was sent, what came back, what it cost. */
  readonly callsOfTake: (takeId: string) => Promise<readonly ModelCall[]>;
  /**
   * What reading a brief (`BriefRequest`) would send, what it would cost, what policy says. Keeps nothing, sends nothing of it.
   * @throws BacklotError `REQUEST_INVALID`, `PRODUCTION_NOT_FOUND`
   */
  readonly planBrief: (production: string, request: unknown, by: Person) => Promise<BriefPlan>;
  /**
   * Has a model read a brief into a form, behind the gates of every call; nothing of it is run.
   * @throws BacklotError as `planBrief`; `DECISION_DENIED`, `APPROVAL_NEEDED`, `BUDGET_SPENT`, and those of a call
   */
  readonly readBrief: (production: string, request: unknown, by: Person) => Promise<ReadBrief>;
  /** With its last `mostCalls` calls; absent: all. @throws BacklotError `PRODUCTION_NOT_FOUND` */
  readonly reportSpend: (production: string, mostCalls?: number) => Promise<SpendReport>;
}
