import { useState } from 'react';

/**
 * The secret of the link that led here: what stands behind `#`. Browsers send that to no server, so it gets into no log and
 * no `Referer`; the page hands it over in a request's body.
 */
export function useLinkSecret(): string {
  return useState(() => window.location.hash.slice(1))[0];
}
