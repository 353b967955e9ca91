import { FormData as OutboundFormData } from 'undici';

/** A request's body as undici takes it, and what is known of its size. */
export interface SizedBody {
  readonly content: string | Uint8Array | Blob | OutboundFormData | ReadableStream | AsyncIterable<Uint8Array>;
  /** A form counts its names and values, not its boundaries; a stream counts 0. */
  readonly byteLength: number;
  /** Whether a redirect may have it a second time. */
  readonly isRepeatable: boolean;
}

/** Takes any body that the platform's `fetch` does; `contentType` is what the platform would have added. */
export function sizeBody(body: NonNullable<RequestInit['body']>): SizedBody & { readonly contentType?: string } {
  if (typeof body === 'string') return whole(body, Buffer.byteLength(body), 'text/plain;charset=UTF-8');
  if (body instanceof URLSearchParams) return sizeForm(body.toString());
  if (body instanceof Blob) return whole(body, body.size, body.type);
  if (body instanceof FormData) return sizeFormData(body);
  if (body instanceof ArrayBuffer) return whole(new Uint8Array(body), body.byteLength);
  if (ArrayBuffer.isView(body))
    return whole(new Uint8Array(body.buffer, body.byteOffset, body.byteLength), body.byteLength);
  return { content: body as ReadableStream, byteLength: 0, isRepeatable: false };
}

function whole(content: SizedBody['content'], byteLength: number, contentType = ''): ReturnType<typeof sizeBody> {
  return { content, byteLength, isRepeatable: true, ...(contentType && { contentType }) };
}

function sizeForm(text: string): ReturnType<typeof sizeBody> {
  return whole(text, Buffer.byteLength(text), 'application/x-www-form-urlencoded;charset=UTF-8');
}

/** The platform's form is a stranger to undici, which would send it as the words "[object FormData]". */
function sizeFormData(form: FormData): SizedBody {
  const content = new OutboundFormData();
  let byteLength = 0;
  for (const [name, value] of form) {
    byteLength += Buffer.byteLength(name) + (typeof value === 'string' ? Buffer.byteLength(value) : value.size);
    if (typeof value === 'string') content.append(name, value);
    else content.append(name, value, value.name);
  }
  return { content, byteLength, isRepeatable: true };
}
