export type { GatewayOptions, GatewayTimeouts, OutboundRecord } from './gateway/gateway-options.ts';
export { type Gateway, openGateway } from './gateway/open-gateway.ts';

import type { BackEndAdapter } from '@backlot/engine';
export const backEnds: readonly BackEndAdapter[] = [];
