import { inflateSync } from 'node:zlib';

/** The words of a PDF as pdfkit writes it: subsetted fonts with maps back to Unicode, compressed streams. Pages run on. */
export function readPdfText(pdf: Uint8Array): string {
  const file = Buffer.from(pdf).toString('latin1');
  const objects = new Map(
    [...file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id, body = '']) => [Number(id), body]),
  );
  const letters = new Map<string, string[]>();
  for (const [, name = '', id] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id)) ?? '')?.[1];
    letters.set(name, readLetters(inflate(objects.get(Number(map)))));
  }
  const texts = [...objects.values()].map(inflate).filter((content) => content.includes(' Tf'));
  return texts.map((content) => readContent(content, letters)).join('\n');
}

/** Letters by the glyph's number in the subset: lists of `<0041>`, or of `<0066 0069>` where one glyph is two letters. */
function readLetters(map: string): string[] {
  return [...map.matchAll(/\[((?:\s*<[0-9a-fA-F ]*>)+)\s*\]/g)]
    .flatMap(([, list = '']) => [...list.matchAll(/<([0-9a-fA-F ]*)>/g)])
    .map(([, hex = '']) => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'));
}

function readContent(content: string, letters: ReadonlyMap<string, readonly string[]>): string {
  let font: readonly string[] = [];
  let text = '';
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = letters.get(name) ?? [];
    for (const [, hex = ''] of (shown ?? '').matchAll(/<([0-9a-f]+)>/g)) {
      for (const [code] of hex.matchAll(/.{4}/g)) text += font[Number.parseInt(code, 16)] ?? '';
    }
    if (shown !== undefined) text += ' ';
  }
  return text;
}

function inflate(body = ''): string {
  const at = body.indexOf('stream\n');
  if (at < 0) return '';
  try {
    return inflateSync(Buffer.from(body.slice(at + 7), 'latin1')).toString('latin1');
  } catch {
    return '';
  }
}
