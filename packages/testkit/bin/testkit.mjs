#!/usr/bin/env node
// Starts a server for every vendor, for trying the studio in a browser without a key or a cent:
//   node packages/testkit/bin/testkit.mjs [--port 9300] [--job-ms 4000] [--image x.png] [--video x.mp4] [--sound x.wav]
// Each takes any key. Words ask for faults: "a street at dusk fault:status-402".
import { parseArgs } from 'node:util';
import { FAULTS, openComfyuiServer, startVendorServer, vendors } from '../dist/index.js';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '9300' },
    'job-ms': { type: 'string', default: '4000' },
    image: { type: 'string' },
    video: { type: 'string' },
    sound: { type: 'string' },
  },
});
const results = Object.fromEntries(
  ['image', 'video', 'sound'].flatMap((kind) => (values[kind] ? [[kind, values[kind]]] : [])),
);

for (const [index, protocol] of vendors.entries()) {
  const port = Number(values.port) + index;
  const { address } = await startVendorServer({ protocol, port, results, jobMs: Number(values['job-ms']) });
  process.stdout.write(`${protocol.name.padEnd(12)}${address}\n`);
}
const comfyui = await openComfyuiServer({
  port: Number(values.port) + vendors.length,
  results,
  stepMs: Number(values['job-ms']) / 30,
});
process.stdout.write(`${'comfyui'.padEnd(12)}${comfyui.address}\n`);
process.stdout.write(`\nFaults, anywhere in a prompt: ${FAULTS.map((fault) => `fault:${fault}`).join(' ')}\n`);
