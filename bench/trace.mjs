// Measures the tracer on one core: node bench/trace.mjs [--json]
import { measureTracer } from '../packages/kernels/dist/index.js';

const result = measureTracer({ runs: 7 });
if (process.argv.includes('--json')) {
  process.stdout.write(`${JSON.stringify({ tracer: result })}\n`);
} else {
  const { triangles, width, height, rays, frameMs, mraysPerSecondPerCore } = result;
  process.stdout.write(
    `${triangles} triangles, ${width}×${height}, ${rays} rays in ${frameMs.toFixed(0)} ms of one core: ${mraysPerSecondPerCore.toFixed(2)} Mrays/s\n`,
  );
}
