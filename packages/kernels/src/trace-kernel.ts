import { type KernelExports, loadKernel } from './load-kernel.ts';
import { type JobBlock, writeLayerJob, writePathJob } from './trace-jobs.ts';
import type { DustTransmittance, LayerOptions, LayerPasses } from './trace-layers.ts';
import { materialBytes, writeMaterial } from './trace-materials.ts';
import { emptyBlock, TraceMemory } from './trace-memory.ts';
import type { PathOptions, PathPasses } from './trace-path.ts';
import type { TraceScene } from './trace-scene.ts';
import type {
  TraceFrame,
  TraceHits,
  TraceInstance,
  TraceMaterial,
  TraceMesh,
  TraceRays,
  TraceTexture,
} from './trace-types.ts';

const meshBytes = 48;
const triangleBytes = 48;
const instanceBytes = 32;
const posedBytes = 64;
const nodeBytes = 64;
const boxBytes = 32;
const textureBytes = 16;
const far = 1e30;

/**
 * Makes an empty scene on build/trace.wasm, in a memory of its own.
 * Tracing: 2×2 packets over binned-SAH BVHs (Wald 2007), Möller–Trumbore, equal distances resolved by the lower instance and triangle.
 */
export function createTraceScene(): TraceScene {
  return new TraceKernel(loadKernel('trace'));
}

class TraceKernel implements TraceScene {
  readonly #kernel: KernelExports;
  readonly #memory: TraceMemory;
  readonly #meshes = emptyBlock();
  readonly #materials = emptyBlock();
  readonly #textures = emptyBlock();
  readonly #instances = emptyBlock();
  readonly #frame = emptyBlock();
  readonly #scratch = emptyBlock();
  readonly #output = emptyBlock();
  readonly #region = emptyBlock();
  readonly #dustData = emptyBlock();
  readonly #restPicture = emptyBlock();

  #meshCount = 0;
  #materialCount = 0;
  #textureCount = 0;
  #placed: readonly TraceInstance[] = [];
  #samples = 0;
  #dust: DustTransmittance | undefined;
  #restSize: { width: number; height: number } | undefined;

  constructor(kernel: KernelExports) {
    this.#kernel = kernel;
    this.#memory = new TraceMemory(kernel);
  }

  addTexture({ width, height, data }: TraceTexture): number {
    if (data.length !== width * height * 4 || !(width > 0))
      throw new RangeError(
        `Texture: ${width} × ${height} RGBA needs ${width * height * 4} numbers, got ${data.length}`,
      );
    const address = this.#memory.alloc(data.byteLength);
    this.#memory.bytes(address, data.byteLength).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    const number = this.#textureCount++;
    const table = this.#memory.extend(this.#textures, Math.max(8, this.#textureCount) * textureBytes);
    this.#memory
      .unsigned(table + number * textureBytes, 4)
      .set([address, width, height, data instanceof Uint16Array ? 1 : 0]);
    this.#bindMaterials();
    return number;
  }

  addMaterial(material: TraceMaterial): number {
    if (material.kind === 'texture' && !(material.texture >= 0 && material.texture < this.#textureCount)) {
      throw new RangeError(`Material: there is no texture ${material.texture}`);
    }
    const number = this.#materialCount++;
    const at =
      this.#memory.extend(this.#materials, Math.max(16, this.#materialCount) * materialBytes) + number * materialBytes;
    writeMaterial(material, this.#memory.unsigned(at, 16), this.#memory.floats(at, 16));
    this.#bindMaterials();
    return number;
  }

  #bindMaterials(): void {
    this.#kernel.call('setMaterialTables')(this.#materials.address, this.#textures.address);
  }

  addMesh(mesh: TraceMesh): number {
    const count = mesh.indices.length / 3;
    this.#checkMesh(mesh, count);
    const number = this.#meshCount++;
    const memory = this.#memory;
    const table = memory.extend(this.#meshes, Math.max(256, this.#meshCount) * meshBytes);
    // One float more than the triangles: the kernel stores records by whole vectors.
    const triangles = memory.alloc(count * triangleBytes + 16);
    const nodes = memory.alloc(Math.max(1, count) * nodeBytes);
    const uvs = mesh.uvs ? memory.alloc(count * 24 + 16) : 0;
    const sizes = [mesh.positions.length * 4 + 16, count * 12, count * 4, count * boxBytes, count * 8];
    let scratch = memory.reserve(
      this.#scratch,
      sizes.reduce((sum, size) => sum + size + 16, 0),
    );
    const [positions = 0, indices = 0, materials = 0, boxes = 0, order = 0] = sizes.map((size) => {
      const address = scratch;
      scratch += (size + 15) & ~15;
      return address;
    });
    memory.floats(positions, mesh.positions.length).set(mesh.positions);
    memory.unsigned(indices, count * 3).set(mesh.indices);
    const perTriangle = memory.unsigned(materials, count);
    if (typeof mesh.materials === 'number') perTriangle.fill(mesh.materials);
    else perTriangle.set(mesh.materials);
    if (mesh.uvs) memory.floats(uvs, count * 6).set(mesh.uvs);
    this.#kernel.call('setMeshTable')(table);
    this.#kernel.call('buildMesh')(number, positions, indices, materials, uvs, count, nodes, triangles, boxes, order);
    return number;
  }

  #checkMesh({ positions, indices, uvs, materials }: TraceMesh, count: number): void {
    const vertices = positions.length / 3;
    if (!Number.isInteger(count) || !Number.isInteger(vertices))
      throw new RangeError('Mesh: positions and indices come in threes');
    if (indices.some((index) => index >= vertices))
      throw new RangeError(`Mesh: an index is beyond the ${vertices} vertices`);
    if (!positions.every(Number.isFinite)) throw new RangeError('Mesh: every position must be finite');
    if (uvs && uvs.length !== count * 6)
      throw new RangeError(`Mesh: ${count} triangles need ${count * 6} uv numbers, got ${uvs.length}`);
    if (typeof materials !== 'number' && materials.length !== count)
      throw new RangeError(`Mesh: ${count} triangles, but ${materials.length} materials`);
    const highest = typeof materials === 'number' ? materials : materials.reduce((a, b) => Math.max(a, b), 0);
    if (!(highest < Math.max(1, this.#materialCount)) || highest < 0)
      throw new RangeError(`Mesh: there is no material ${highest}`);
  }

  setInstances(instances: readonly TraceInstance[]): void {
    const table = this.#memory.reserve(this.#instances, instances.length * instanceBytes);
    const words = this.#memory.unsigned(table, instances.length * 8);
    const floats = this.#memory.floats(table, instances.length * 8);
    instances.forEach((instance, i) => {
      if (!(instance.mesh >= 0 && instance.mesh < this.#meshCount))
        throw new RangeError(`Instance ${i}: there is no mesh ${instance.mesh}`);
      words.set([instance.mesh, instance.objectId], i * 8);
      floats.set(instance.restOffset ?? [0, 0, 0], i * 8 + 2);
      words.set([instance.mask, 0], i * 8 + 5);
    });
    this.#placed = instances;
    this.#samples = 0;
    this.#kernel.call('setInstanceTable')(table, instances.length);
  }

  setFrame(frame: TraceFrame): void {
    const { samples } = frame;
    const count = this.#placed.length;
    if (!Number.isInteger(samples) || samples < 1 || samples > 16)
      throw new RangeError(`Frame: samples must be 1 … 16, got ${samples}`);
    expectLength('poses', frame.poses, samples * count * 12);
    if (frame.previousPoses) expectLength('previousPoses', frame.previousPoses, count * 12);
    if (frame.masks) expectLength('masks', frame.masks, count);
    if (frame.atRest) expectLength('atRest', frame.atRest, count);
    const memory = this.#memory;
    const all = samples * count;
    const sizes = [
      all * 48,
      count * 48,
      all * posedBytes,
      samples * Math.max(1, count) * nodeBytes,
      all * 4,
      count * (boxBytes + 4),
    ];
    let next = memory.reserve(
      this.#frame,
      sizes.reduce((sum, size) => sum + size + 16, 0),
    );
    const addresses = sizes.map((size) => {
      const address = next;
      next += (size + 15) & ~15;
      return address;
    });
    const [poses = 0, previous = 0] = addresses;
    memory.floats(poses, all * 12).set(frame.poses);
    memory.floats(previous, count * 12).set(frame.previousPoses ?? frame.poses.subarray(0, count * 12));
    const words = memory.unsigned(this.#instances.address, count * 8);
    this.#placed.forEach((instance, i) => {
      words[i * 8 + 5] = frame.masks?.[i] ?? instance.mask;
      words[i * 8 + 6] = frame.atRest?.[i] ?? 0;
    });
    this.#kernel.call('setFrameTables')(...addresses);
    const poseSample = this.#kernel.call('poseSample');
    for (let sample = 0; sample < samples; sample++) poseSample(sample);
    this.#samples = samples;
  }

  setRestPicture(picture: { width: number; height: number; data: Float32Array } | undefined): void {
    this.#restSize = picture;
    if (!picture) return;
    expectLength('rest picture', picture.data, picture.width * picture.height * 4);
    const address = this.#memory.reserve(this.#restPicture, picture.data.length * 4);
    this.#memory.floats(address, picture.data.length).set(picture.data);
    this.#restSize = { width: picture.width, height: picture.height };
  }

  setDust(dust: DustTransmittance | undefined): void {
    this.#dust = dust;
    if (!dust) return;
    const [width, height, depth] = dust.size;
    if (Math.min(width, height, depth) < 2)
      throw new RangeError(`Dust: needs 2 points or more along each axis, got ${dust.size.join(' × ')}`);
    expectLength('dust', dust.data, width * height * depth);
    const address = this.#memory.reserve(this.#dustData, dust.data.byteLength);
    this.#memory
      .bytes(address, dust.data.byteLength)
      .set(new Uint8Array(dust.data.buffer, dust.data.byteOffset, dust.data.byteLength));
  }

  intersect(rays: TraceRays): TraceHits {
    const count = this.#loadRays(rays, 12);
    const base = this.#output.address + count * 24;
    const [distances, instances, triangles] = [base, base + count * 4, base + count * 8];
    this.#kernel.call('intersect')(
      base - count * 24,
      base - count * 12,
      count,
      rays.mask ?? 255,
      rays.sample ?? 0,
      distances,
      instances,
      triangles,
    );
    return {
      distance: this.#memory.floats(distances, count),
      instance: this.#memory.integers(instances, count),
      triangle: this.#memory.integers(triangles, count),
    };
  }

  occluded(rays: TraceRays & { maxDistances?: Float32Array }): Uint8Array {
    const count = this.#loadRays(rays, 5);
    const base = this.#output.address + count * 24;
    const limits = this.#memory.floats(base, count);
    if (rays.maxDistances) limits.set(rays.maxDistances);
    else limits.fill(far);
    this.#kernel.call('occluded')(
      base - count * 24,
      base - count * 12,
      base,
      count,
      rays.mask ?? 255,
      rays.sample ?? 0,
      base + count * 4,
    );
    return this.#memory.bytes(base + count * 4, count);
  }

  #loadRays(rays: TraceRays, resultBytes: number): number {
    const count = rays.origins.length / 3;
    expectLength('directions', rays.directions, count * 3);
    this.#expectFrame(rays.sample ?? 0);
    const address = this.#memory.reserve(this.#output, count * (24 + resultBytes));
    this.#memory.floats(address, count * 3).set(rays.origins);
    this.#memory.floats(address + count * 12, count * 3).set(rays.directions);
    return count;
  }

  #expectFrame(sample: number): void {
    if (sample >= this.#samples)
      throw new RangeError(`Trace: setFrame must come first, with more than ${sample} samples`);
  }

  renderLayers(options: LayerOptions): LayerPasses {
    this.#expectFrame(0);
    const { width, height } = options.camera;
    const pixels = width * height;
    if (options.region) expectLength('region', options.region, pixels);
    if (this.#restSize && (this.#restSize.width !== width || this.#restSize.height !== height)) {
      throw new RangeError(
        `Layers: the rest picture is ${this.#restSize.width} × ${this.#restSize.height}, the render ${width} × ${height}`,
      );
    }
    const region = options.region ? this.#memory.reserve(this.#region, pixels) : 0;
    const sizes = [1, 3, 1, 1, 1, 1, 1, 1, 3, 1, 2];
    const passes = this.#outputs(pixels, sizes);
    if (options.region) this.#memory.bytes(region, pixels).set(options.region);
    writeLayerJob(this.#job('layerJobAddress'), options, this.#samples, this.#dust, {
      region,
      dust: this.#dustData.address,
      restPicture: this.#restSize ? this.#restPicture.address : 0,
      passes,
    });
    this.#kernel.call('renderLayers')();
    const view = (pass: number): Float32Array => this.#memory.floats(passes[pass] ?? 0, pixels * (sizes[pass] ?? 0));
    return {
      width,
      height,
      pieceCoverage: view(0),
      pieceAlbedo: view(1),
      pieceSun: view(2),
      pieceSky: view(3),
      catcherCoverage: view(4),
      catcherSun: view(5),
      catcherSky: view(6),
      depth: view(7),
      normal: view(8),
      objectId: this.#memory.unsigned(passes[9] ?? 0, pixels),
      motion: view(10),
    };
  }

  renderPaths(options: PathOptions): PathPasses {
    this.#expectFrame(0);
    const { width } = options.camera;
    const [first, end] = options.rows ?? [0, options.camera.height];
    const sizes = [3, 3, 3, 1];
    const passes = this.#outputs(width * Math.max(0, end - first), sizes);
    writePathJob(this.#job('pathJobAddress'), options, passes);
    this.#kernel.call('renderPaths')();
    const view = (pass: number): Float32Array =>
      this.#memory.floats(passes[pass] ?? 0, width * (end - first) * (sizes[pass] ?? 0));
    return { width, height: end - first, colour: view(0), albedo: view(1), normal: view(2), depth: view(3) };
  }

  #job(name: string): JobBlock {
    const address = this.#kernel.call(name)();
    return { words: this.#memory.integers(address, 68), floats: this.#memory.floats(address, 68) };
  }

  // Zeroed passes of `sizes` floats per pixel each.
  #outputs(pixels: number, sizes: readonly number[]): number[] {
    const total = sizes.reduce((sum, size) => sum + size, 0) * pixels * 4;
    let next = this.#memory.reserve(this.#output, total);
    this.#memory.bytes(next, total).fill(0);
    return sizes.map((size) => {
      const address = next;
      next += size * pixels * 4;
      return address;
    });
  }
}

function expectLength(name: string, array: { length: number }, length: number): void {
  if (array.length !== length) throw new RangeError(`${name}: expected ${length} numbers, got ${array.length}`);
}
