// Renders the example's plate. Usage: node render-plate.mjs [--width 1920] [--samples 48] [--threads 2] [--out plate.png]
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createWorkerPool } from '@backlot/kernels';
import sharp from 'sharp';
import { cameraOf, sunDirectionOf } from './camera.mjs';
import { denoise } from './denoise.mjs';
import { develop } from './develop.mjs';
import { skyIrradiance, skyRadiance } from './sky.mjs';

const { values } = parseArgs({
  options: {
    width: { type: 'string', default: '1920' },
    samples: { type: 'string', default: '48' },
    threads: { type: 'string', default: '2' },
    out: { type: 'string', default: fileURLToPath(new URL('plate.png', import.meta.url)) },
  },
});
const layout = JSON.parse(readFileSync(new URL('scene.json', import.meta.url), 'utf8'));
const camera = cameraOf(layout, Number(values.width));
const picture = await render();
drawSky(picture);
const clean = denoise(picture);
const bytes = develop({ colour: clean, width: camera.width, height: camera.height, exposure: layout.exposure });
await sharp(bytes, { raw: { width: camera.width, height: camera.height, channels: 3 } })
  .png({ compressionLevel: 9 })
  .toFile(values.out);
process.stdout.write(`${values.out}: ${camera.width} × ${camera.height}; sky to sun ${skyToSun().toFixed(3)}\n`);

async function render() {
  const { width, height } = camera;
  const pool = createWorkerPool({
    workerUrl: new URL('render-worker.mjs', import.meta.url),
    threads: Number(values.threads),
    workerData: { layout, widthPx: width, samplesPerPixel: Number(values.samples) },
  });
  const whole = {
    width,
    height,
    colour: new Float32Array(width * height * 3),
    albedo: new Float32Array(width * height * 3),
    normal: new Float32Array(width * height * 3),
    depth: new Float32Array(width * height),
  };
  const jobs = [];
  for (let row = 0; row < height; row += 12) {
    jobs.push(
      pool.run({ rows: [row, Math.min(height, row + 12)] }).then((part) => {
        for (const name of ['colour', 'albedo', 'normal']) whole[name].set(part[name], part.rows[0] * width * 3);
        whole.depth.set(part.depth, part.rows[0] * width);
      }),
    );
  }
  await Promise.all(jobs);
  await pool.close();
  return whole;
}

// The tracer's sky texture is coarse: where nothing but sky is seen, compute it for the pixel itself.
function drawSky({ width, height, colour, albedo, depth }) {
  const sun = sunDirectionOf(layout);
  const [p, [cx, cy]] = [camera.pose, camera.principalPx];
  for (let i = 0; i < width * height; i++) {
    if (depth[i] !== 0) continue;
    const [a, b] = [((i % width) + 0.5 - cx) / camera.focalPx, (cy - Math.floor(i / width) - 0.5) / camera.focalPx];
    const d = [p[0] * a + p[1] * b - p[2], p[4] * a + p[5] * b - p[6], p[8] * a + p[9] * b - p[10]];
    const length = Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]);
    const radiance = skyRadiance(
      d.map((value) => value / length),
      sun,
    );
    colour.set(radiance, i * 3);
    albedo.set(radiance, i * 3);
  }
}

function skyToSun() {
  const [red, green, blue] = layout.sun.irradiance;
  return skyIrradiance(sunDirectionOf(layout)) / (0.2126 * red + 0.7152 * green + 0.0722 * blue);
}
