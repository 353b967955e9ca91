export { appendLedgerEntry, verifyLedger } from '@backlot/evidence';
export { gradientEngine } from './gradient-engine.ts';
export { createInMemoryPorts, createTestRooms, type InMemoryPorts } from './in-memory-ports.ts';
export { type PortCase, portContract } from './port-contract.ts';
