import { BacklotError } from '@backlot/film';

/** Counts wrong guesses by name of an account and by where they come from. */
export interface GuessLimit {
  /** @throws BacklotError `SIGN_IN_TOO_OFTEN` while too many of these went wrong lately */
  readonly demandFree: (email: string, address: string) => void;
  readonly wrong: (email: string, address: string) => void;
  readonly right: (email: string) => void;
}

const WINDOW_MS = 15 * 60 * 1000;
const MAX_OF_ACCOUNT = 10;
/** Higher: a whole crew may sit behind one address. */
const MAX_OF_ADDRESS = 60;
const MAX_REMEMBERED = 10_000;

/** A limit kept in this process: a restart forgets it, which costs an attacker more than it gives. */
export function limitGuesses(nowMs: () => number): GuessLimit {
  const guesses = new Map<string, number[]>();
  const recent = (key: string): number[] => (guesses.get(key) ?? []).filter((at) => nowMs() - at < WINDOW_MS);
  const note = (key: string): void => {
    const times = [...recent(key), nowMs()];
    guesses.delete(key);
    guesses.set(key, times);
    const [oldest] = guesses.keys();
    if (guesses.size > MAX_REMEMBERED && oldest !== undefined) guesses.delete(oldest);
  };
  return {
    demandFree: (email, address) => {
      const isBusy = recent(`account ${email}`).length >= MAX_OF_ACCOUNT;
      if (!isBusy && recent(`address ${address}`).length < MAX_OF_ADDRESS) return;
      throw new BacklotError('SIGN_IN_TOO_OFTEN', 'Too many sign-ins went wrong.', {
        hint: 'Wait a quarter of an hour, then try again.',
      });
    },
    wrong: (email, address) => {
      note(`account ${email}`);
      note(`address ${address}`);
    },
    right: (email) => {
      guesses.delete(`account ${email}`);
    },
  };
}
