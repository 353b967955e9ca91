// One façade: wall with real openings, windows set back in them, sills, lintels, courses and cornice of shallow relief.
import { chance } from './geometry-builder.mjs';

const REVEAL_M = 0.17;

/**
 * Adds a façade that starts at `from` (x, z) and runs along `right`, as seen from outside.
 * Bays, openings and storeys are placed as the collapse engine places them.
 */
export function facade(builder, style) {
  const wall = new Wall(builder, style.from, style.right);
  const levels = levelsOf(style);
  for (let storey = 0; storey < style.storeys; storey++) {
    addStorey(wall, style, storey, levels[storey], levels[storey + 1]);
  }
  const roof = levels[style.storeys];
  wall.rect([0, style.lengthM], [roof, style.heightM], 0, style.isMain ? style.wall : style.wall);
  addCourses(wall, style, levels);
}

function levelsOf({ heightM, parapetHeightM, groundStoreyHeightM, storeys }) {
  const roof = heightM - parapetHeightM;
  const above = (roof - groundStoreyHeightM) / (storeys - 1);
  return Array.from({ length: storeys + 1 }, (_, i) => (i === 0 ? 0 : groundStoreyHeightM + (i - 1) * above));
}

/** Draws in façade coordinates: u to the right, y up, d out of the wall. */
class Wall {
  constructor(builder, from, right) {
    this.builder = builder;
    this.from = from;
    this.right = right;
    // Outwards: right turned clockwise, seen from above (x right, z towards the viewer).
    this.out = [-right[1], right[0]];
  }

  at(u, y, d) {
    return [this.from[0] + this.right[0] * u + this.out[0] * d, y, this.from[1] + this.right[1] * u + this.out[1] * d];
  }

  rect([u0, u1], [y0, y1], d, material) {
    if (u1 - u0 < 1e-6 || y1 - y0 < 1e-6) return;
    this.builder.quad(this.at(u0, y0, d), this.at(u1, y0, d), this.at(u1, y1, d), this.at(u0, y1, d), material);
  }

  /** A bar from depth d0 (inner) to d1 (outer). */
  bar([u0, u1], [y0, y1], [d0, d1], material) {
    const { builder } = this;
    this.rect([u0, u1], [y0, y1], d1, material);
    builder.quad(this.at(u0, y1, d1), this.at(u1, y1, d1), this.at(u1, y1, d0), this.at(u0, y1, d0), material);
    builder.quad(this.at(u0, y0, d0), this.at(u1, y0, d0), this.at(u1, y0, d1), this.at(u0, y0, d1), material);
    builder.quad(this.at(u0, y0, d0), this.at(u0, y0, d1), this.at(u0, y1, d1), this.at(u0, y1, d0), material);
    builder.quad(this.at(u1, y0, d1), this.at(u1, y0, d0), this.at(u1, y1, d0), this.at(u1, y1, d1), material);
  }
}

function addStorey(wall, style, storey, bottom, top) {
  const openings = storey === 0 ? style.groundOpenings : style.openings;
  const material = storey === 0 && style.isMain ? style.looks.base : style.wall;
  const bay = style.lengthM / style.bays;
  const height = top - bottom;
  const [sill, head] = [
    bottom + openings.sillFraction * height,
    bottom + (openings.sillFraction + openings.heightFraction) * height,
  ];
  const half = (openings.widthFraction * bay) / 2;
  wall.rect([0, style.lengthM], [head, top], 0, material);
  let u = 0;
  for (let i = 0; i < style.bays; i++) {
    const [from, to] = [(i + 0.5) * bay - half, (i + 0.5) * bay + half];
    const isDoor = storey === 0 && i === style.doorBay;
    wall.rect([u, from], [bottom, head], 0, material);
    if (!isDoor) wall.rect([from, to], [bottom, sill], 0, material);
    addReveal(wall, [from, to], [isDoor ? bottom : sill, head], material);
    const window = {
      u: [from, to],
      y: [isDoor ? bottom : sill, head],
      number: style.seed * 1009 + storey * 37 + i,
      isGround: storey === 0,
    };
    if (storey === 0 && style.isMain && !isDoor) addSign(wall, style, window);
    if (isDoor) addDoor(wall, style, window);
    else addWindow(wall, style, window);
    u = to;
  }
  wall.rect([u, style.lengthM], [bottom, head], 0, material);
}

function addReveal(wall, [u0, u1], [y0, y1], material) {
  const { builder } = wall;
  const d = -REVEAL_M - 0.02;
  builder.quad(wall.at(u0, y0, 0), wall.at(u0, y0, d), wall.at(u0, y1, d), wall.at(u0, y1, 0), material);
  builder.quad(wall.at(u1, y0, d), wall.at(u1, y0, 0), wall.at(u1, y1, 0), wall.at(u1, y1, d), material);
  builder.quad(wall.at(u0, y1, d), wall.at(u1, y1, d), wall.at(u1, y1, 0), wall.at(u0, y1, 0), material);
  builder.quad(wall.at(u0, y0, 0), wall.at(u1, y0, 0), wall.at(u1, y0, d), wall.at(u0, y0, d), material);
}

function addWindow(wall, style, { u: [u0, u1], y: [y0, y1], number, isGround }) {
  const { looks } = style;
  const frame = isGround && style.isMain ? looks.shopFrame : looks.frame;
  const glass = looks.glass[Math.floor(chance(number, 1) * looks.glass.length)];
  // Blinds are drawn to different heights behind some panes.
  const blind = !isGround && chance(number, 2) < 0.42 ? y1 - (y1 - y0) * (0.15 + 0.6 * chance(number, 3)) : y1;
  wall.rect([u0, u1], [y0, blind], -REVEAL_M, glass);
  wall.rect([u0, u1], [blind, y1], -REVEAL_M, looks.blind);
  const t = isGround ? 0.09 : 0.065;
  const depth = [-REVEAL_M - 0.01, -REVEAL_M + 0.05];
  wall.bar([u0, u0 + t], [y0, y1], depth, frame);
  wall.bar([u1 - t, u1], [y0, y1], depth, frame);
  wall.bar([u0 + t, u1 - t], [y0, y0 + t], depth, frame);
  wall.bar([u0 + t, u1 - t], [y1 - t, y1], depth, frame);
  const middle = (u0 + u1) / 2;
  const rail = isGround ? y0 + (y1 - y0) * 0.76 : y0 + (y1 - y0) * 0.66;
  wall.bar([u0 + t, u1 - t], [rail - 0.03, rail + 0.03], depth, frame);
  wall.bar([middle - 0.03, middle + 0.03], [y0 + t, rail], depth, frame);
  if (isGround) return;
  wall.bar([u0 - 0.09, u1 + 0.09], [y0 - 0.1, y0], [-REVEAL_M, 0.07], looks.stone);
  wall.bar([u0 - 0.13, u1 + 0.13], [y1, y1 + 0.24], [-0.02, 0.012], looks.stone);
}

// A shallow board over a shop window with a line of letters, too far away to read.
function addSign(wall, { looks }, { u: [u0, u1], y: [, y1], number }) {
  const board = looks.sign[Math.floor(chance(number >> 1, 9) * looks.sign.length)];
  const [low, high] = [y1 + 0.06, y1 + 0.5];
  wall.bar([u0 - 0.05, u1 + 0.05], [low, high], [-0.02, 0.04], board);
  const letters = 5 + Math.floor(chance(number, 10) * 5);
  const pitch = 0.17;
  const start = (u0 + u1 - letters * pitch) / 2;
  for (let i = 0; i < letters; i++) {
    const height = 0.14 + 0.06 * chance(number, 20 + i);
    wall.rect(
      [start + i * pitch, start + i * pitch + 0.05 + 0.06 * chance(number, 40 + i)],
      [low + 0.13, low + 0.13 + height],
      0.042,
      looks.lettering,
    );
  }
}

function addDoor(wall, style, { u: [u0, u1], y: [y0, y1] }) {
  const { looks } = style;
  const top = y0 + (y1 - y0) * 0.74;
  wall.rect([u0, u1], [y0, top], -REVEAL_M, looks.door);
  wall.rect([u0, u1], [top, y1], -REVEAL_M, looks.glass[0]);
  const middle = (u0 + u1) / 2;
  const depth = [-REVEAL_M - 0.01, -REVEAL_M + 0.05];
  wall.bar([u0, u1], [top - 0.06, top + 0.06], depth, looks.shopFrame);
  wall.bar([middle - 0.04, middle + 0.04], [y0, top], depth, looks.shopFrame);
  for (const [a, b] of [
    [u0 + 0.15, middle - 0.15],
    [middle + 0.15, u1 - 0.15],
  ]) {
    wall.rect([a, b], [y0 + 1.0, top - 0.25], -REVEAL_M + 0.005, looks.glass[1]);
  }
}

function addCourses(wall, style, levels) {
  const { looks, lengthM } = style;
  const [top, roof] = [style.heightM, levels[style.storeys]];
  const look = style.isMain ? looks.stone : style.wall;
  // Cornice in three steps, coping on the parapet, a string course over the ground storey and under the top one.
  wall.bar([-0.1, lengthM + 0.1], [roof - 0.22, roof - 0.02], [-0.02, 0.1], look);
  wall.bar([-0.18, lengthM + 0.18], [roof - 0.02, roof + 0.14], [-0.02, 0.18], look);
  wall.bar([-0.05, lengthM + 0.05], [top - 0.12, top], [-0.3, 0.05], look);
  wall.bar([-0.07, lengthM + 0.07], [levels[1] - 0.16, levels[1] + 0.1], [-0.02, 0.07], look);
  if (!style.isMain) return;
  wall.bar(
    [-0.05, lengthM + 0.05],
    [levels[style.storeys - 1] - 0.1, levels[style.storeys - 1] + 0.06],
    [-0.02, 0.05],
    look,
  );
  wall.bar([-0.03, lengthM + 0.03], [0, 0.45], [-0.02, 0.03], looks.kerb);
  // Quoins at both ends of the brickwork.
  for (let y = levels[1] + 0.12, i = 0; y + 0.4 < roof - 0.3; y += 0.41, i++) {
    const length = i % 2 ? 0.42 : 0.62;
    wall.bar([-0.015, length], [y, y + 0.385], [-0.02, 0.015], looks.stone);
    wall.bar([lengthM - length, lengthM + 0.015], [y, y + 0.385], [-0.02, 0.015], looks.stone);
  }
}
