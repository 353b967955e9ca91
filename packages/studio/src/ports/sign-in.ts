/** The tables of the sign-in library, as it calls them. */
export type SignInModel = 'user' | 'session' | 'account' | 'verification';

/** A row by the library's own names of fields. */
export type SignInRow = Readonly<Record<string, unknown>>;

/** One condition; several hold together. */
export interface SignInCondition {
  readonly field: string;
  readonly operator: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in';
  readonly value: unknown;
}

/** What the sign-in library keeps: rows of its four tables. */
export interface SignInTables {
  readonly create: (model: SignInModel, row: SignInRow) => Promise<SignInRow>;
  /** Oldest first. */
  readonly find: (
    model: SignInModel,
    where: readonly SignInCondition[],
    limit: number,
  ) => Promise<readonly SignInRow[]>;
  /** The rows after the change. */
  readonly update: (
    model: SignInModel,
    where: readonly SignInCondition[],
    change: SignInRow,
  ) => Promise<readonly SignInRow[]>;
  /** The rows that are gone. */
  readonly remove: (model: SignInModel, where: readonly SignInCondition[]) => Promise<readonly SignInRow[]>;
}
