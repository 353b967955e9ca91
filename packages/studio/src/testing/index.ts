export { appendLedgerEntry, verifyLedger } from '@backlot/evidence';
export { gradientEngine } from './gradient-engine.ts';
export { createInMemoryPorts, createTestRooms, type InMemoryPorts } from './in-memory-ports.ts';
export type { PortCase } from './port-case.ts';
export { portContract } from './port-contract.ts';
