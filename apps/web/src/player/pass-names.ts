import type { Pass } from '@backlot/server';

/** Passes in the order of their number keys, as the crew calls them. */
export const PASS_NAMES: Readonly<Record<Pass, string>> = {
  composite: 'Composite',
  plate: 'Plate',
  beauty: 'Beauty',
  depth: 'Depth',
  normals: 'Normals',
  motion: 'Motion',
  id: 'Object id',
  dust: 'Dust',
  mask: 'Mask',
};

export const PASS_ORDER = Object.keys(PASS_NAMES) as readonly Pass[];
