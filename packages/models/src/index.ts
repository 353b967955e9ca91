export type { GatewayOptions, GatewayTimeouts, OutboundRecord } from './gateway/gateway-options.ts';
export { type Gateway, openGateway } from './gateway/open-gateway.ts';
export { type BackEndOptions, openBackEnds } from './open-back-ends.ts';
