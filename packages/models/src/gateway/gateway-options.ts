import type { LookupAddress } from 'node:dns';

/** How long the gateway waits, in milliseconds. */
export interface GatewayTimeouts {
  /** Name lookup, connection and TLS together. */
  readonly connectMs: number;
  /** From the sent request to the first byte of its answer: as long as a vendor works before it answers. */
  readonly headersMs: number;
  /** Between two bytes of an answer. */
  readonly bodyIdleMs: number;
  /** Between two pings of a web socket; one that is not answered by the next ends it. */
  readonly pingEveryMs: number;
  /** Before a download that was cut is carried on with; twice as long each time. */
  readonly resumeMs: number;
}

/** Vendors that answer with the picture itself take minutes for it. */
export const DEFAULT_TIMEOUTS: GatewayTimeouts = {
  connectMs: 10_000,
  headersMs: 300_000,
  bodyIdleMs: 60_000,
  pingEveryMs: 30_000,
  resumeMs: 400,
};

/** One request that left, for the ledger: sizes of bodies and nothing of what stood in them. */
export interface OutboundRecord {
  readonly host: string;
  readonly method: string;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** Absent where no answer came. */
  readonly status?: number;
}

/** For whom the way out is opened, and who may close it. */
export interface GatewayOptions {
  /** Address of an own back end: its host and port alone may lie in a private network. Absent for a vendor's. */
  readonly ownAddress?: string;
  /** Asked before each request and each hop of a redirect. `BACKLOT_OFFLINE=1` needs no asking. */
  readonly isOffline: () => boolean | Promise<boolean>;
  /** Told of every request once it is over. */
  readonly onRequest?: (record: OutboundRecord) => void;
  readonly timeouts?: Partial<GatewayTimeouts>;
  /** How a name becomes addresses; the system's resolver where absent. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
}
