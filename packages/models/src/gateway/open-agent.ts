import { Agent, buildConnector } from 'undici';
import type { GatewayTimeouts } from './gateway-options.ts';
import { bareName, type Guard } from './guard.ts';

/** Connections of one back end: every socket is opened through its guard, whoever asks for it. */
export function openAgent(guard: Guard, timeouts: GatewayTimeouts): Agent {
  return new Agent({
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.bodyIdleMs,
    connect: (options, opened) => {
      const secure = options.protocol === 'https:';
      const host = { name: bareName(options.hostname), port: options.port || (secure ? '443' : '80') };
      try {
        guard.admitHost(host);
      } catch (error) {
        opened(error instanceof Error ? error : new Error(String(error)), null);
        return;
      }
      buildConnector({ timeout: timeouts.connectMs, lookup: guard.lookupFor(host) })(options, opened);
    },
  });
}
