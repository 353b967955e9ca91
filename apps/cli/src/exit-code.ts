/** What the process ends with; scripts rely on these. */
export const EXIT = { done: 0, ourFault: 1, badInput: 2, refused: 3, notVerified: 4 } as const;
