export { setMeshTable, setInstanceTable, setFrameTables, buildMesh, poseSample } from "./scene";
import { DX, DY, DZ, FAR, INSTANCE, OX, OY, OZ, T, TRIANGLE, packet, traceAny, traceClosest } from "./packet";
import { TRIANGLE_BYTES, POSED_BYTES, posedTable } from "./scene";

// 16-byte aligned; never freed.
export function alloc(bytes: usize): usize {
  return (heap.alloc(bytes + 16) + 15) & ~15;
}

function loadRays(origins: usize, directions: usize, first: i32, count: i32): i32 {
  const lanes = min(4, count - first);
  for (let lane = 0; lane < 4; lane++) {
    const i = <usize>(first + min(lane, lanes - 1)) * 12;
    const at = packet + (<usize>lane << 2);
    store<f32>(at, load<f32>(origins + i), OX);
    store<f32>(at, load<f32>(origins + i, 4), OY);
    store<f32>(at, load<f32>(origins + i, 8), OZ);
    store<f32>(at, load<f32>(directions + i), DX);
    store<f32>(at, load<f32>(directions + i, 4), DY);
    store<f32>(at, load<f32>(directions + i, 8), DZ);
    store<f32>(at, lane < lanes ? FAR : -1, T);
  }
  return lanes;
}

export function intersect(origins: usize, directions: usize, count: i32, mask: u32, sample: i32, distances: usize, hitInstances: usize, hitTriangles: usize): void {
  for (let first = 0; first < count; first += 4) {
    const lanes = loadRays(origins, directions, first, count);
    traceClosest(sample, mask);
    for (let lane = 0; lane < lanes; lane++) {
      const at = packet + (<usize>lane << 2);
      const out = <usize>(first + lane) << 2;
      const instance = load<i32>(at, INSTANCE);
      store<f32>(distances + out, instance < 0 ? f32(Infinity) : load<f32>(at, T));
      store<i32>(hitInstances + out, instance);
      let number = -1;
      if (instance >= 0) {
        const triangles: usize = load<u32>(posedTable(sample) + <usize>instance * POSED_BYTES, 52);
        number = load<i32>(triangles + <usize>load<u32>(at, TRIANGLE) * TRIANGLE_BYTES, 36);
      }
      store<i32>(hitTriangles + out, number);
    }
  }
}

export function occluded(origins: usize, directions: usize, maxDistances: usize, count: i32, mask: u32, sample: i32, out: usize): void {
  for (let first = 0; first < count; first += 4) {
    const lanes = loadRays(origins, directions, first, count);
    for (let lane = 0; lane < lanes; lane++) {
      store<f32>(packet + (<usize>lane << 2), load<f32>(maxDistances + (<usize>(first + lane) << 2)), T);
    }
    const hits = traceAny(sample, mask);
    for (let lane = 0; lane < lanes; lane++) store<u8>(out + <usize>(first + lane), <u8>((hits >> lane) & 1));
  }
}
export { setMaterialTables } from "./material";
export { layerJobAddress, renderLayers } from "./layers";
export { pathJobAddress, renderPaths } from "./path";
