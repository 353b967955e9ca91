import type { BackEndConnection } from '@backlot/engine';

/** Address of a vendor's interface: the vendor's own, or the one that the connection was declared with. No slash at its end. */
export function baseUrlOf(connection: BackEndConnection, vendorAddress: string): string {
  return (connection.address ?? vendorAddress).replace(/\/+$/, '');
}

/** An address below it. */
export function urlOf(connection: BackEndConnection, vendorAddress: string, path: string): URL {
  return new URL(`${baseUrlOf(connection, vendorAddress)}${path}`);
}
