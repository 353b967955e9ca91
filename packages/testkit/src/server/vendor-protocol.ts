import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { WebSocket } from 'ws';
import type { Phase } from './faults.ts';
import type { Stage } from './stage.ts';

/** A request as it came. */
export interface VendorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Values of the route's `:names`. */
  readonly params: Readonly<Record<string, string>>;
  /** The body as JSON; an empty object where it is none. */
  readonly json: () => Record<string, unknown>;
  /** The body as a form, files included. */
  readonly form: () => Promise<FormData>;
}

/** An answer in the vendor's words, or a file. */
export type VendorAnswer =
  | { readonly status?: number; readonly headers?: Readonly<Record<string, string>>; readonly json: unknown }
  | { readonly status?: number; readonly bytes: Uint8Array; readonly mediaType: string };

/** One address of a vendor's API. */
export interface VendorRoute {
  readonly method: string;
  /** `/v1/predictions/:id`; `*` at a name's end takes slashes too. */
  readonly path: string;
  /** What it does, so that faults find it; none for lists, cancels and the like. */
  readonly phases: readonly Phase[];
  /** Answers without a key. */
  readonly isOpen?: boolean;
  readonly answer: (request: VendorRequest, stage: Stage) => VendorAnswer | Promise<VendorAnswer>;
}

/** A vendor's documented protocol. */
export interface VendorProtocol {
  readonly name: string;
  /** The key in a request, as this vendor takes it; `needsKey: false` for servers that ask for none. */
  readonly needsKey: boolean;
  readonly keyOf: (request: VendorRequest) => string | undefined;
  readonly routes: readonly VendorRoute[];
  /** The body of an HTTP error as this vendor words it. */
  readonly sayError: (status: number, message: string) => unknown;
  /** How it refuses a key, where that is no plain 401. */
  readonly refuseKey?: () => VendorAnswer;
  /** Takes web sockets, where it does. */
  readonly onSocket?: (socket: WebSocket, request: IncomingMessage, stage: Stage) => void;
}
