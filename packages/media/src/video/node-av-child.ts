// The only place where node-av's GPL binary is loaded: a process of its own, spoken to over stdin and stdout.
import { rmSync } from 'node:fs';
import { type ChildRequest, encodeMessage } from './child-messages.ts';

// node-av 6 calls Promise.withResolvers, which came with Node 22; without it, it writes broken files on Node 20.
const withResolvers = 'withResolvers';
if (!(withResolvers in Promise)) {
  Object.defineProperty(Promise, withResolvers, {
    value: () => {
      let resolve: unknown;
      let reject: unknown;
      const promise = new Promise((yes, no) => {
        resolve = yes;
        reject = no;
      });
      return { promise, resolve, reject };
    },
  });
}

const request = JSON.parse(process.argv[2] ?? '{}') as ChildRequest;
try {
  await serve();
  await send({ done: true });
  process.exit(0);
} catch (error) {
  if (request.task === 'encode' || request.task === 'add-sound') rmSync(request.path, { force: true });
  const code = (error as { code?: unknown }).code;
  await send({
    error: error instanceof Error ? error.message : String(error),
    code: typeof code === 'string' ? code : '',
  });
  process.exit(1);
}

async function serve(): Promise<void> {
  if (request.task === 'encode') {
    const { encodeVideo } = await import('./node-av-encode.ts');
    await encodeVideo(request, process.stdin);
    return;
  }
  // A reader has nothing to say on stdin: its end means that the parent is gone.
  process.stdin.resume().on('end', () => process.exit(1));
  if (request.task === 'build') {
    const { describeBuild } = await import('./node-av-encode.ts');
    await send({ build: describeBuild() });
    return;
  }
  if (request.task === 'add-sound') {
    const { addSound } = await import('./node-av-add-sound.ts');
    await addSound(request);
    return;
  }
  if (request.task === 'decode-sound') {
    const { decodeSound } = await import('./node-av-decode-sound.ts');
    for (const { head, body } of decodeSound(request.path)) await send(head, body);
    return;
  }
  const { decodeVideo, readInfo } = await import('./node-av-decode.ts');
  if (request.task === 'info') await send({ info: readInfo(request.path) });
  else for (const { head, body } of decodeVideo(request.path)) await send(head, body);
}

async function send(head: Readonly<Record<string, unknown>>, body?: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => process.stdout.write(encodeMessage(head, body), () => resolve()));
}
