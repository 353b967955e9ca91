/** What is wrong with an address as somebody typed it, in a sentence; undefined where it is one, or there is none. */
export function problemOfAddress(address: string, isOwn: boolean): string | undefined {
  if (address === '') return undefined;
  if (!/^https?:\/\//i.test(address))
    return `Begin with http:// or https://, such as ${isOwn ? 'http' : 'https'}://${example(address)}.`;
  if (!URL.canParse(address)) return 'This is no address. Write it as http://10.0.4.12:8188.';
  const { protocol, username, password, search, hash } = new URL(address);
  if (!isOwn && protocol === 'http:')
    return 'Begin with https://: to a vendor the key and the material go out encrypted.';
  if (username !== '' || password !== '')
    return 'A key or password does not stand in an address. Paste it below as the key.';
  return search === '' && hash === '' ? undefined : 'Leave away what begins with ? or #.';
}

/** What was typed, where it becomes an address by its beginning alone. */
function example(typed: string): string {
  const rest = typed.replace(/^[a-z][a-z+.-]*:\/\//i, '');
  return /^[\w.-]+(:\d+)?(\/\S*)?$/.test(rest) ? rest : '10.0.4.12:8188';
}
