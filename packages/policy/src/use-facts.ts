import type {
  Approval,
  Consent,
  FaceFinding,
  Licence,
  LicenceStatement,
  LikenessFinding,
  ModelCard,
  Performer,
  Person,
  PersonUse,
  PolicyPack,
  Purpose,
  Role,
  UseDeclaration,
  WordsFinding,
} from '@backlot/film';

/** A file that a take would read, and what is stated about its licence. */
export interface UsedInput {
  readonly role: string;
  readonly name: string;
  readonly licence?: LicenceStatement;
  /** The licence of the production's register, where the statement names one. */
  readonly registered?: Licence;
}

/** A person whom the take touches. `performer` is absent where the register knows nobody of that id. */
export interface UsedPerson {
  readonly use: PersonUse;
  readonly performer?: Performer;
  /** This performer's consents in this production, in any state. */
  readonly consents: readonly Consent[];
}

/**
 * A trained model that the take would use. `card` is absent where the register knows none of that id, and without
 * `retiredAt` where it was retired only after the take began to be made.
 */
export interface UsedModel {
  readonly id: string;
  readonly card?: ModelCard;
  /** What the take would send it, where Backlot itself does; absent for a model that is used outside. */
  readonly sending?: ModelSending;
}

/** What leaves for one model, and where to. */
export interface ModelSending {
  /** Files go there, as they are or made into something else. */
  readonly sendsFiles: boolean;
  /** Something of it leaves this machine of which no licence of the register says that it is released. */
  readonly sendsUnreleased: boolean;
  /** The back end that the card names; absent where this production has none of that id. */
  readonly backEnd?: {
    readonly isOff: boolean;
    /** It runs on this machine: what it is given leaves for nowhere. Default false. */
    readonly isLocal?: boolean;
  };
}

/**
 * What is to happen. `make-take`: an engine runs, the first time or again. `keep-take`: what came out, with the faces
 * and likenesses that inspection saw in it, is sealed. `view-take`: somebody looks at or downloads its files. `deliver-take`: files
 * leave the studio.
 */
export type UseAction = 'make-take' | 'keep-take' | 'view-take' | 'deliver-take';

/** An approval, and the ids of the rules that it answers: it lifts no other. `all` stands for whatever asks for its role. */
export type UsedApproval = Omit<Approval, 'ruleIds'> & { readonly ruleIds: readonly string[] | 'all' };

/** All that the rules may know of one use. Gathered by the caller; nothing is looked up here. */
export interface UseFacts {
  readonly action: UseAction;
  /** Instant of the judgement: ISO 8601, UTC. Terms are read against its day. */
  readonly at: string;
  readonly production: string;
  /** `sq010/sh0040` */
  readonly shot: string;
  /** Rule packs that the production has switched on beside the house's. */
  readonly packs: readonly PolicyPack[];
  readonly recipeHash: string;
  /** Names recipe, licences, production and declared use together: what approvals are bound to. */
  readonly useHash: string;
  readonly engine: string;
  readonly purpose: Purpose;
  readonly declared: UseDeclaration;
  /** Who asks: for the take, or for its delivery. */
  readonly requestedBy: Person;
  /** Who asked for the take, where that is somebody else than who asks now. Their own approvals never count. */
  readonly takeRequestedBy?: Person;
  readonly inputs: readonly UsedInput[];
  readonly people: readonly UsedPerson[];
  readonly models: readonly UsedModel[];
  readonly words: readonly WordsFinding[];
  readonly faces: readonly FaceFinding[];
  /** Works on file that were seen in what was made and that no licence covers. */
  readonly likenesses: readonly LikenessFinding[];
  /** When inspection saw faces and likenesses (ISO 8601, UTC): an approval from before says nothing of them. Absent: any approval counts. */
  readonly facesFoundAt?: string;
  /** Machine-readable marks that the files carry. Absent: nobody has looked, which counts as "unsure". */
  readonly marks?: { readonly signedMetadata: boolean; readonly watermark: boolean };
  /** The union that covers the production is on strike, as the production's people have recorded it. */
  readonly isUnionOnStrike?: boolean;
  /** Nothing of the production, or of the whole studio, is sent to any model. */
  readonly isOffline?: boolean;
  /** All approvals on record; those of another use hash, and those of the one who asked for the take, do not count. */
  readonly approvals: readonly UsedApproval[];
  /** Roles of those who approved this take in review since it was last sent back; none before it is made. */
  readonly approvingRoles: readonly Role[];
}
