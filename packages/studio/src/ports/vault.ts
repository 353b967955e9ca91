/** Encrypts what is kept of a performer's likeness. What is sealed for one performer opens for no other. */
export interface Vault {
  readonly seal: (bytes: Uint8Array, performer: string) => Promise<Uint8Array>;
  /** @throws BacklotError `FILE_DAMAGED` when it was changed, or sealed for another, or with another key */
  readonly open: (sealed: Uint8Array, performer: string) => Promise<Uint8Array>;
}
