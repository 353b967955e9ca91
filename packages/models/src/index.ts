export { backEnds } from './back-ends/back-ends.ts';
export type { GatewayOptions, GatewayTimeouts, OutboundRecord } from './gateway/gateway-options.ts';
export { type Gateway, openGateway } from './gateway/open-gateway.ts';
