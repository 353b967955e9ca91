/** A right that a take stood on, by its id in the register. */
export interface WithdrawnRight {
  readonly kind: 'consent' | 'licence';
  readonly id: string;
}

/** What the ledger says of a quarantine. */
export interface Quarantine {
  /** In the ledger's words. */
  readonly because: string;
  readonly right: WithdrawnRight | undefined;
  /** Who took it back, by name. */
  readonly by: string | undefined;
}

/** Reads the body of a `take-quarantined` entry; nothing is taken for granted in what comes from a ledger. */
export function readQuarantine(body: unknown): Quarantine {
  const because = textAt(body, 'because') ?? 'A right that it stands on was withdrawn.';
  const [, kind, id] = /^(consent|licence) (\S+) was /.exec(because) ?? [];
  const right: WithdrawnRight | undefined =
    (kind === 'consent' || kind === 'licence') && id !== undefined ? { kind, id } : undefined;
  return { because, right, by: textAt(fieldAt(body, 'by'), 'name') };
}

function textAt(value: unknown, name: string): string | undefined {
  const field = fieldAt(value, name);
  return typeof field === 'string' ? field : undefined;
}

function fieldAt(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
