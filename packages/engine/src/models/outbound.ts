/** A fetched file. */
export interface Download {
  readonly byteLength: number;
  /** As the server says; absent where it says nothing. */
  readonly mediaType?: string;
}

/** How a file is fetched. */
export interface DownloadOptions {
  /** Appears whole or not at all; a part that a dead process left is carried on with, where the server can. */
  readonly to: string;
  /** More is refused, whether announced or not. */
  readonly maxBytes: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly report?: (done: { readonly bytes: number; readonly totalBytes?: number }) => void;
}

/** A socket of text and binary messages; ends with its signal. */
export interface OutboundSocket {
  readonly messages: AsyncIterable<string | Uint8Array>;
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/**
 * The one way out of the building, made for one back end. Nothing else in the product opens a connection to a model.
 * Private and loopback addresses are reached only at a back end's own declared host, at each hop of a redirect; link-local
 * ones never.
 * Errors: `OFFLINE`, `OUTBOUND_ADDRESS_REFUSED`, `MODEL_UNREACHABLE` (`details.wasSent: false` where surely no connection
 * came about, so nothing was sent), `MODEL_TIMEOUT` and `MODEL_ANSWER_CUT` (what was sent may have arrived),
 * `MODEL_ANSWER_TOO_LARGE`.
 */
export interface Outbound {
  /** As the platform's, for SDKs: answers with whatever status came. Bodies beyond 64 MiB fail. */
  readonly fetch: typeof globalThis.fetch;
  /** Carries on with an answer that was cut. Errors by status besides: `MODEL_NOT_FOUND`, `MODEL_KEY_REFUSED`, `MODEL_FAILED`, `MODEL_BUSY`; `DISK_FULL`. */
  readonly download: (url: string, options: DownloadOptions) => Promise<Download>;
  readonly webSocket: (
    url: string,
    options: { readonly signal: AbortSignal; readonly headers?: Readonly<Record<string, string>> },
  ) => Promise<OutboundSocket>;
}
