import type { AccessActor } from '@backlot/policy';
import type { Crew } from '@backlot/studio';
import type { ActorSource } from '../door/actor-source.ts';
import { actorOfAccount, actorOfKey } from './actors.ts';
import { readLinkCookie } from './link-cookie.ts';
import type { SignIn } from './open-sign-in.ts';
import { hashSecret } from './secrets.ts';

/** Together with `RECHECK_MS` this is how long a right that was taken elsewhere is still felt. */
const REMEMBERED_MS = 1000;
const MAX_REMEMBERED = 5000;
/** When a key was last used is shown by the minute; it need not be written more often. */
const NOTE_USE_MS = 60_000;

interface Remembered {
  readonly at: number;
  readonly actor: Promise<AccessActor | undefined>;
}

/** Tells who it is from token, session and link, asking the database about each at most once a second. */
export function createActorSource(crew: Crew, signIn: SignIn): ActorSource {
  const remembered = new Map<string, Remembered>();
  const noted = new Map<string, number>();

  const openKey = async (secret: string, kinds: readonly string[]): Promise<AccessActor | undefined> => {
    const key = await crew.findKey(secret);
    if (!key || !kinds.includes(key.purpose.kind)) return undefined;
    const account = key.purpose.kind === 'token' ? await crew.getAccount(key.purpose.account) : undefined;
    if (performance.now() - (noted.get(key.id) ?? Number.NEGATIVE_INFINITY) > NOTE_USE_MS) {
      noted.set(key.id, performance.now());
      await crew.noteUse(key.id);
    }
    return actorOfKey(key, account);
  };
  const look = async (headers: Headers): Promise<AccessActor | undefined> => {
    const authorization = headers.get('authorization');
    // Whoever shows a token means it: a bad one is not made good by a cookie.
    if (authorization !== null) {
      const token = /^Bearer (\S{1,200})$/i.exec(authorization)?.[1];
      return token === undefined ? undefined : openKey(token, ['token']);
    }
    const accountId = await signIn.accountOf(headers);
    const account = accountId === undefined ? undefined : await crew.getAccount(accountId);
    if (account) return actorOfAccount(account);
    const link = readLinkCookie(headers);
    return link === undefined ? undefined : openKey(link, ['guest-link', 'performer-link']);
  };

  return {
    identify: (headers) => {
      const credentials = `${headers.get('authorization') ?? ''}\n${headers.get('cookie') ?? ''}`;
      if (credentials === '\n') return Promise.resolve(undefined);
      const name = hashSecret(credentials);
      const now = performance.now();
      const known = remembered.get(name);
      if (known && now - known.at < REMEMBERED_MS) return known.actor;
      const actor = look(new Headers(headers));
      remembered.delete(name);
      remembered.set(name, { at: now, actor });
      actor.catch(() => remembered.delete(name));
      const [oldest] = remembered.keys();
      if (remembered.size > MAX_REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return actor;
    },
    forget: () => remembered.clear(),
  };
}
