export type { Store, StoreOptions } from './open-store.ts';
