const NAME = 'backlot.link';

/** The secret of the guest's or performer's link that a browser holds. */
export function readLinkCookie(headers: Headers): string | undefined {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim().split('='));
  return pairs.find(([name]) => name === NAME || name === `__Secure-${NAME}`)?.[1];
}

/** Puts a link's secret into the browser until it expires, or takes it away (`undefined`). Never readable by a page. */
export function writeLinkCookie(
  link: { readonly secret: string; readonly expiresAt: string } | undefined,
  isSecure: boolean,
): string {
  const name = isSecure ? `__Secure-${NAME}` : NAME;
  const until = link === undefined ? 'Max-Age=0' : `Expires=${new Date(link.expiresAt).toUTCString()}`;
  return `${name}=${link?.secret ?? ''}; Path=/; HttpOnly; SameSite=Strict; ${until}${isSecure ? '; Secure' : ''}`;
}
