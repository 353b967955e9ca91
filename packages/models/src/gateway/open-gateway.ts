import type { Outbound } from '@backlot/engine';
import { downloadFile } from './download-file.ts';
import { DEFAULT_TIMEOUTS, type GatewayOptions } from './gateway-options.ts';
import { createGuard } from './guard.ts';
import { openAgent } from './open-agent.ts';
import { openFetch, type RecordRequest } from './open-fetch.ts';
import { openSocket } from './open-socket.ts';

/** The way out of one back end, which can be closed. */
export interface Gateway extends Outbound {
  /** Ends every connection that is still open. */
  readonly close: () => Promise<void>;
}

/** Opens the only way out of the building for one back end; no socket is opened before the first request. */
export function openGateway(options: GatewayOptions): Gateway {
  const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
  const guard = createGuard(options);
  const agent = openAgent(guard, timeouts);
  const record: RecordRequest = ({ url, method, body }, status, bytesIn) =>
    options.onRequest?.({
      host: url.host,
      method,
      bytesOut: body?.byteLength ?? 0,
      bytesIn,
      ...(status !== undefined && { status }),
    });
  const sender = { guard, agent, onHop: (request, status) => record(request, status, 0) } satisfies Parameters<
    typeof openFetch
  >[0];
  return {
    fetch: openFetch(sender, record),
    download: (url, download) => downloadFile(new URL(url), download, { sender, record, resumeMs: timeouts.resumeMs }),
    webSocket: (url, options) => openSocket(new URL(url), { guard, timeouts, ...options }),
    close: () => agent.destroy(),
  };
}
