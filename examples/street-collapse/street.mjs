// The street, in metres: the building of scene.json in the middle, front to +Z, right side to +X; pavement at y = 0.
import { facade } from './facade.mjs';
import { GeometryBuilder } from './geometry-builder.mjs';
import { addTree } from './tree.mjs';

const ROAD_M = -0.11;

/** Fills a trace scene with the street. `layout` is scene.json. */
export function buildStreet(scene, layout) {
  const looks = addLooks(scene);
  const builder = new GeometryBuilder();
  addGround(builder, looks);
  addMainBuilding(builder, looks, layout.building);
  addNeighbours(builder, looks);
  addFurniture(builder, looks);
  const mesh = scene.addMesh(builder.toMesh());
  scene.setInstances([{ mesh, objectId: 1, mask: 7 }]);
  scene.setFrame({ samples: 1, poses: new Float32Array([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]) });
}

function addLooks(scene) {
  // No gloss on dark paint: its sparkle would need many more samples than the rest.
  const plain = (colour) => scene.addMaterial({ kind: 'plain', colour });
  return {
    brick: scene.addMaterial({
      kind: 'brick',
      colour: [0.285, 0.118, 0.074],
      mortar: [0.36, 0.32, 0.27],
      variation: 0.42,
      seed: 3,
    }),
    stone: scene.addMaterial({ kind: 'plaster', colour: [0.56, 0.5, 0.4], seed: 4 }),
    base: scene.addMaterial({ kind: 'plaster', colour: [0.4, 0.365, 0.31], seed: 8 }),
    roof: scene.addMaterial({ kind: 'concrete', colour: [0.2, 0.2, 0.2], seed: 2 }),
    frame: plain([0.62, 0.6, 0.55]),
    shopFrame: plain([0.028, 0.05, 0.045]),
    sign: [plain([0.02, 0.06, 0.05]), plain([0.16, 0.03, 0.025]), plain([0.03, 0.04, 0.09])],
    lettering: plain([0.55, 0.45, 0.2]),
    door: plain([0.1, 0.035, 0.02]),
    metal: plain([0.045, 0.047, 0.05]),
    lampGlass: plain([0.75, 0.75, 0.72]),
    glass: [
      scene.addMaterial({ kind: 'glass', colour: [0.012, 0.014, 0.016] }),
      scene.addMaterial({ kind: 'glass', colour: [0.02, 0.02, 0.019] }),
      scene.addMaterial({ kind: 'glass', colour: [0.03, 0.026, 0.02] }),
    ],
    blind: scene.addMaterial({ kind: 'glass', colour: [0.15, 0.14, 0.115] }),
    asphalt: scene.addMaterial({ kind: 'asphalt', colour: [0.118, 0.116, 0.114], seed: 5 }),
    paving: scene.addMaterial({ kind: 'paving', colour: [0.33, 0.31, 0.275], slabM: [0.8, 0.6], seed: 6 }),
    plaza: scene.addMaterial({ kind: 'paving', colour: [0.225, 0.21, 0.19], slabM: [1.2, 0.8], seed: 9 }),
    kerb: scene.addMaterial({ kind: 'concrete', colour: [0.44, 0.43, 0.41], seed: 7 }),
    paint: scene.addMaterial({ kind: 'plaster', colour: [0.62, 0.61, 0.57], seed: 12 }),
    leaf: [plain([0.075, 0.12, 0.03]), plain([0.055, 0.1, 0.025]), plain([0.1, 0.14, 0.04])],
    bark: plain([0.1, 0.08, 0.06]),
    grass: scene.addMaterial({ kind: 'plaster', colour: [0.09, 0.12, 0.04], seed: 14 }),
    walls: [
      scene.addMaterial({ kind: 'plaster', colour: [0.55, 0.47, 0.35], seed: 21 }),
      scene.addMaterial({ kind: 'brick', colour: [0.24, 0.12, 0.085], variation: 0.35, seed: 22 }),
      scene.addMaterial({ kind: 'plaster', colour: [0.6, 0.57, 0.5], seed: 23 }),
      scene.addMaterial({ kind: 'plaster', colour: [0.47, 0.33, 0.23], seed: 24 }),
      scene.addMaterial({ kind: 'brick', colour: [0.34, 0.2, 0.12], variation: 0.3, seed: 25 }),
      scene.addMaterial({ kind: 'plaster', colour: [0.42, 0.43, 0.42], seed: 26 }),
    ],
  };
}

// Blocks between two crossing streets: front street z 10.4 … 20.4, side street x 13 … 22.
const BLOCKS = [
  { x: [-400, 13], z: [-48, 10.4], look: 'paving' },
  { x: [22, 300], z: [-48, 10.4], look: 'paving' },
  { x: [22, 300], z: [20.4, 200], look: 'plaza' },
  { x: [-400, 13], z: [20.4, 200], look: 'plaza' },
  { x: [-400, 13], z: [-500, -58], look: 'paving' },
  { x: [22, 300], z: [-500, -58], look: 'paving' },
];

function addGround(builder, looks) {
  builder.floor([-600, -600], [600, 600], ROAD_M, looks.asphalt);
  for (const { x, z, look } of BLOCKS) {
    builder.floor([x[0] + 0.15, z[0] + 0.15], [x[1] - 0.15, z[1] - 0.15], 0, looks[look]);
    const strips = [
      [x[0], z[0], x[1], z[0] + 0.15],
      [x[0], z[1] - 0.15, x[1], z[1]],
      [x[0], z[0], x[0] + 0.15, z[1]],
      [x[1] - 0.15, z[0], x[1], z[1]],
    ];
    for (const [x0, z0, x1, z1] of strips) builder.box([x0, ROAD_M - 0.1, z0], [x1, 0.003, z1], looks.kerb);
  }
  for (let x = -120; x < 7; x += 4.5) builder.floor([x, 15.34], [x + 2, 15.46], ROAD_M + 0.004, looks.paint);
  for (let x = 29; x < 90; x += 4.5) builder.floor([x, 15.34], [x + 2, 15.46], ROAD_M + 0.004, looks.paint);
  for (let z = -46; z < 4; z += 4.5) builder.floor([17.44, z], [17.56, z + 2], ROAD_M + 0.004, looks.paint);
  // Two zebra crossings at the corner.
  for (let x = 13.7; x < 21.6; x += 1) builder.floor([x, 6.6], [x + 0.5, 9.6], ROAD_M + 0.005, looks.paint);
  for (let z = 11.1; z < 20; z += 1) builder.floor([8.8, z], [11.8, z + 0.5], ROAD_M + 0.005, looks.paint);
  for (const [x, z] of [
    [4, 13],
    [17.9, 14.2],
    [15.2, -9],
    [-14, 17.2],
  ])
    builder.disc([x, ROAD_M + 0.006, z], 0.36, looks.metal);
}

function addMainBuilding(builder, looks, plan) {
  const [halfX, halfZ] = [plan.widthM / 2, plan.depthM / 2];
  const style = { ...plan, looks, wall: looks.brick, isMain: true };
  const sides = [
    { from: [-halfX, halfZ], right: [1, 0], lengthM: plan.widthM, bays: plan.bays[0], seed: 1, doorBay: 2 },
    { from: [halfX, halfZ], right: [0, -1], lengthM: plan.depthM, bays: plan.bays[1], seed: 2 },
    { from: [halfX, -halfZ], right: [-1, 0], lengthM: plan.widthM, bays: plan.bays[2], seed: 3 },
    { from: [-halfX, -halfZ], right: [0, 1], lengthM: plan.depthM, bays: plan.bays[3], seed: 4 },
  ];
  for (const side of sides) facade(builder, { ...style, ...side });
  builder.floor([-halfX, -halfZ], [halfX, halfZ], plan.heightM - plan.parapetHeightM, looks.roof);
  parapetInside(builder, looks, [halfX, halfZ], plan);
}

function parapetInside(builder, looks, [x, z], plan) {
  const [low, high, t] = [plan.heightM - plan.parapetHeightM, plan.heightM, 0.3];
  builder.box([-x + 0.01, low, -z + 0.01], [x - 0.01, high - 0.001, -z + t], looks.base);
  builder.box([-x + 0.01, low, z - t], [x - 0.01, high - 0.001, z - 0.01], looks.base);
  builder.box([-x + 0.01, low, -z + t], [-x + t, high - 0.001, z - t], looks.base);
  builder.box([x - t, low, -z + t], [x - 0.01, high - 0.001, z - t], looks.base);
}

// x, z of the front-left corner (front to +Z), width, depth, storeys, bays, look of the wall.
const NEIGHBOURS = [
  [-62, 6, 21, 15, 4, 6, 0],
  [-83, 6, 20, 15, 5, 6, 4],
  [-106, 6, 22, 15, 4, 6, 2],
  [-131, 6, 24, 15, 5, 7, 1],
  [-96, -62, 22, 14, 5, 6, 1],
  [-73, -62, 19, 14, 4, 5, 2],
  [-53, -62, 24, 14, 5, 7, 3],
  [-28.5, -62, 18, 14, 4, 5, 0],
  [-10, -62, 20, 14, 4, 6, 4],
  [26, -62, 24, 14, 4, 7, 2],
  [51, -62, 22, 14, 5, 6, 3],
  [-150, -62, 26, 14, 4, 7, 5],
  [-123, -62, 26, 14, 5, 7, 0],
  [-2, -150, 22, 14, 5, 6, 3],
  [20, -150, 26, 14, 4, 7, 0],
  [-40, -150, 38, 14, 6, 10, 4],
];

function addNeighbours(builder, looks) {
  NEIGHBOURS.forEach(([x, z, width, depth, storeys, bays, look], i) => {
    const heightM = 4 + 3.3 * (storeys - 1) + 0.9;
    const style = {
      looks,
      wall: looks.walls[look],
      storeys,
      heightM,
      groundStoreyHeightM: 4,
      parapetHeightM: 0.9,
      openings: { widthFraction: 0.36 + 0.02 * (i % 3), heightFraction: 0.54, sillFraction: 0.27 },
      groundOpenings: { widthFraction: 0.6, heightFraction: 0.62, sillFraction: 0.12 },
      isMain: false,
    };
    const sideBays = Math.max(2, Math.round(depth / 3.6));
    facade(builder, { ...style, from: [x, z], right: [1, 0], lengthM: width, bays, seed: 100 + i });
    facade(builder, { ...style, from: [x + width, z], right: [0, -1], lengthM: depth, bays: sideBays, seed: 200 + i });
    facade(builder, { ...style, from: [x, z - depth], right: [0, 1], lengthM: depth, bays: sideBays, seed: 300 + i });
    builder.box([x, 0, z - depth], [x + width, heightM - 0.9, z - depth + 0.05], style.wall);
    builder.floor([x, z - depth], [x + width, z], heightM - 0.9, looks.roof);
  });
}

function addFurniture(builder, looks) {
  for (const [x, z, towards] of [
    [-25, 9.6, 1],
    [-52, 9.6, 1],
    [22.9, -22, -1],
    [22.9, -42, -1],
    [-80, 9.6, 1],
  ]) {
    builder.box([x - 0.06, 0, z - 0.06], [x + 0.06, 6.4, z + 0.06], looks.metal);
    builder.box([x - 0.11, 0, z - 0.11], [x + 0.11, 0.9, z + 0.11], looks.metal);
    const isSide = towards < 0;
    builder.box(
      isSide ? [x - 1.3, 6.32, z - 0.05] : [x - 0.05, 6.32, z],
      isSide ? [x, 6.42, z + 0.05] : [x + 0.05, 6.42, z + 1.3],
      looks.metal,
    );
    builder.box(
      isSide ? [x - 1.5, 6.2, z - 0.12] : [x - 0.12, 6.2, z + 0.9],
      isSide ? [x - 0.9, 6.33, z + 0.12] : [x + 0.12, 6.33, z + 1.5],
      looks.lampGlass,
    );
  }
  const trees = [
    [-30, 7.6, 7.5],
    [-38.5, 7.4, 8],
    [-21.5, 23.5, 6],
    [-36, 24, 7.5],
    [-50, 24, 8.5],
    [-64, 24, 8],
    [-80, 24, 8],
    [-34, -38, 9],
    [-44, -40, 8],
    [-22, -42, 9],
    [-58, -40, 9],
    [25.5, -30, 8],
    [25.5, -39, 8.5],
    [25.4, -21, 7.5],
    [27, -46, 8],
    [10, -44, 8],
    [-70, -42, 9],
    [11, -70, 8],
    [10.5, -90, 9],
    [24.5, -75, 9],
    [24.8, -100, 9],
  ];
  for (const [i, [x, z, heightM]] of trees.entries()) {
    addTree(builder, { x, z, heightM, seed: i + 1, leaf: looks.leaf, bark: looks.bark });
  }
}
