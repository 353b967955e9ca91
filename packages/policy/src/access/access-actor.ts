import type { AccessAction, Person, Role, TakeState } from '@backlot/film';

/** What a token may do at most: these actions, in these productions (`*`: in all). */
export interface TokenScope {
  readonly actions: readonly AccessAction[];
  readonly productions: readonly string[];
}

/** What a guest's link shows: takes and shots that it names, or the whole production where it names neither. */
export interface GuestScope {
  readonly production: string;
  /** `sq010/sh0040` */
  readonly shots: readonly string[];
  /** Ids. */
  readonly takes: readonly string[];
  readonly mayNote: boolean;
}

/**
 * Who wants to do something, as far as the rules ask. Made from a session, a token, a link, or for who acts at the
 * machine itself; whoever makes it has checked that it is valid now.
 */
export interface AccessActor {
  /** What it came from, never a secret: `account:…`, `token:…`, `link:…`, `local:…`. */
  readonly id: string;
  readonly name: string;
  /** Their account, where they have one. */
  readonly accountId?: string;
  readonly isOwner: boolean;
  /** Roles by production; `*` holds in all. */
  readonly roles: Readonly<Record<string, readonly Role[]>>;
  /** Performers of the register for whom they speak. */
  readonly performers: readonly string[];
  readonly token?: TokenScope;
  readonly guest?: GuestScope;
}

/** The studio as a whole: only roles that hold in all productions count. */
export interface StudioResource {
  readonly kind: 'studio';
}

/** No production in particular: any role held anywhere counts. What is answered has to be filtered by who sees what. */
export interface AnywhereResource {
  readonly kind: 'anywhere';
}

export interface ProductionResource {
  readonly kind: 'production';
  readonly production: string;
}

/** Someone in a production's register, or what was agreed with them. */
export interface PerformerResource {
  readonly kind: 'performer';
  readonly production: string;
  /** Id. */
  readonly performer: string;
}

export interface TakeResource {
  readonly kind: 'take';
  readonly take: string;
  readonly production: string;
  /** `sq010/sh0040` */
  readonly shot: string;
  readonly state: TakeState;
  readonly requestedBy: Person;
  /** Ids of the performers whom it uses. */
  readonly performers: readonly string[];
  /** Where one of its files is asked for: whether that is made for looking (`isViewingFile` of `@backlot/film`). */
  readonly isViewingFile?: boolean;
}

/** What something is to be done with. */
export type AccessResource = StudioResource | AnywhereResource | ProductionResource | PerformerResource | TakeResource;
