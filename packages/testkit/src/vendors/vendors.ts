import type { VendorProtocol } from '../server/vendor-protocol.ts';
import { fal } from './fal.ts';

/** Every vendor whose protocol is spoken here. */
export const vendors = [fal] as const satisfies readonly VendorProtocol[];
