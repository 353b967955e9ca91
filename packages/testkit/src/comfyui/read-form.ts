/** A field of a `multipart/form-data` body. */
export interface FormField {
  readonly name: string;
  readonly filename?: string;
  readonly bytes: Buffer;
}

/** Reads a `multipart/form-data` body (RFC 7578); what it cannot read is left out. */
export function readForm(body: Buffer, contentType: string): readonly FormField[] {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (!boundary) return [];
  const fields: FormField[] = [];
  const mark = Buffer.from(`--${boundary}`);
  let at = body.indexOf(mark);
  while (at >= 0) {
    const next = body.indexOf(mark, at + mark.byteLength);
    if (next < 0) break;
    // A part stands between two line ends.
    const field = readPart(body.subarray(at + mark.byteLength + 2, next - 2));
    if (field) fields.push(field);
    at = next;
  }
  return fields;
}

function readPart(part: Buffer): FormField | undefined {
  const end = part.indexOf('\r\n\r\n');
  const head = part.subarray(0, Math.max(0, end)).toString('utf8');
  const name = /name="([^"]*)"/.exec(head)?.[1];
  const filename = /filename="([^"]*)"/.exec(head)?.[1];
  if (name === undefined) return undefined;
  return { name, bytes: part.subarray(end + 4), ...(filename !== undefined && { filename }) };
}
