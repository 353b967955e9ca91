import { BacklotError } from '@backlot/film';
import { askVendor, type VendorRequest } from './ask-vendor.ts';

/**
 * Finds out whether a vendor takes the key, by asking for something that does not exist: whoever is told so was let in.
 * @throws BacklotError `MODEL_KEY_REFUSED` and its kin
 */
export async function probeKey(request: VendorRequest): Promise<void> {
  try {
    await askVendor(request);
  } catch (error) {
    const isLetIn = error instanceof BacklotError && ['MODEL_NOT_FOUND', 'MODEL_REQUEST_INVALID'].includes(error.code);
    if (!isLetIn) throw error;
  }
}
