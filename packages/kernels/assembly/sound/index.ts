export { arenaReset, arenaTake } from '../arena';
export { addNoiseBed } from './noise-bed';
export { addStrikes } from './strikes';
export { addReverb, addTap } from './street';
