// A mark that nobody sees, in a picture's brightness: putting it in (same bytes on every machine) and looking for it.
export { arenaReset, arenaTake } from '../arena';
export { halve, lumaOfRgb8, lumaOfRgb16, lumaOfWords } from './luma';
export { measureBlocks, chooseStrength } from './strength';
export { markBytes, markWords } from './apply';
export { addWhitened, sumColumns } from './whiten';
export { fold } from './fold';
export { setKnownTile, correlate } from './correlate';
