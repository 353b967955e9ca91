#!/usr/bin/env node
// Memory of the gateway while it fetches a result, from a server in a process of its own:
//   node bench/download.mjs [--gigabytes 2] [--seconds 120] [--json]
// Fails where the peak grows by more than 128 MiB, whatever the size of the result.
import { fork } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openGateway } from '../packages/models/dist/index.js';

const MIB = 1024 * 1024;
const MAX_GROWTH_MIB = 128;
const { values } = parseArgs({
  options: {
    gigabytes: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '120' },
    json: { type: 'boolean', default: false },
    serve: { type: 'boolean', default: false },
  },
});
const totalBytes = Math.round(Number(values.gigabytes) * 1024 * MIB);

if (values.serve) serve();
else await measure();

function serve() {
  const chunk = Buffer.alloc(MIB, 'plate ');
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': totalBytes, etag: '"one"' });
    let sent = 0;
    const pour = () => {
      while (sent < totalBytes) {
        const piece = chunk.subarray(0, Math.min(chunk.length, totalBytes - sent));
        sent += piece.length;
        if (!response.write(piece)) return;
      }
      response.end();
    };
    response.on('drain', pour);
    pour();
  });
  server.listen(0, '127.0.0.1', () => process.send(server.address().port));
}

async function measure() {
  const server = fork(fileURLToPath(import.meta.url), ['--serve', '--gigabytes', values.gigabytes]);
  const folder = await mkdtemp(join(tmpdir(), 'backlot-bench-download-'));
  try {
    const port = await new Promise((resolve) => server.once('message', resolve));
    const address = `http://127.0.0.1:${port}`;
    const gateway = openGateway({ ownAddress: address, isOffline: () => false });
    const beforeMib = process.memoryUsage.rss() / MIB;
    const begin = performance.now();
    const to = join(folder, 'film.mp4');
    const signal = AbortSignal.timeout(Number(values.seconds) * 1000);
    const { byteLength } = await gateway.download(address, { to, maxBytes: totalBytes, signal });
    const seconds = (performance.now() - begin) / 1000;
    if (byteLength !== totalBytes || (await stat(to)).size !== totalBytes) throw new Error('Bytes are missing');
    await gateway.close();
    report({ seconds, beforeMib, peakMib: process.resourceUsage().maxRSS / 1024 });
  } finally {
    server.kill();
    await rm(folder, { recursive: true });
  }
}

function report({ seconds, beforeMib, peakMib }) {
  const growthMib = peakMib - beforeMib;
  const figures = {
    gigabytes: Number(values.gigabytes),
    seconds: Number(seconds.toFixed(1)),
    mibPerSecond: Math.round(totalBytes / MIB / seconds),
    peakMib: Math.round(peakMib),
    growthMib: Math.round(growthMib),
  };
  process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : `${JSON.stringify(figures)}\n`);
  process.exitCode = growthMib > MAX_GROWTH_MIB ? 1 : 0;
}
