import { BacklotError } from '@backlot/film';
import type { SignInTables } from '@backlot/studio';
import { betterAuth } from 'better-auth';
import { hashPassword } from 'better-auth/crypto';
import { createSignInAdapter } from './sign-in-adapter.ts';

/** Sessions by e-mail address and password. Accounts are made elsewhere, by invitation; there is no sign-up here. */
export interface SignIn {
  /** Cookies for the browser. @throws BacklotError `SIGN_IN_FAILED`, the same for an unknown address and a wrong password */
  readonly signIn: (email: string, password: string) => Promise<readonly string[]>;
  /**
   * Sets another password and ends every other session of the account; cookies of a new one.
   * @throws BacklotError `SIGN_IN_FAILED` where the current one is wrong
   */
  readonly changePassword: (headers: Headers, current: string, next: string) => Promise<readonly string[]>;
  /** Ends the session of these headers; cookies that take the browser's away. */
  readonly signOut: (headers: Headers) => Promise<readonly string[]>;
  /** The account whose valid session these headers bring. */
  readonly accountOf: (headers: Headers) => Promise<string | undefined>;
  readonly hashPassword: (password: string) => Promise<string>;
}

export interface SignInOptions {
  readonly tables: SignInTables;
  /** Signs cookies; at least 32 characters. */
  readonly secret: string;
  /** Where browsers find the studio; with https cookies are for https alone. */
  readonly baseUrl: string;
}

const WEEK_S = 7 * 24 * 60 * 60;

/** better-auth for this studio: its sessions and password check, none of its own routes. */
export function openSignIn({ tables, secret, baseUrl }: SignInOptions): SignIn {
  const auth = betterAuth({
    appName: 'Backlot',
    baseURL: baseUrl,
    secret,
    database: createSignInAdapter(tables),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    session: { expiresIn: WEEK_S, updateAge: WEEK_S / 7, cookieCache: { enabled: false } },
    // Guesses are counted by the route that calls us.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      cookiePrefix: 'backlot',
      useSecureCookies: baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => crypto.randomUUID() },
    },
  });
  return {
    signIn: async (email, password) => {
      try {
        const { headers } = await auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
        return headers.getSetCookie();
      } catch (cause) {
        throw isRefusal(cause) ? wrongPassword() : cause;
      }
    },
    changePassword: async (headers, currentPassword, newPassword) => {
      try {
        const body = { currentPassword, newPassword, revokeOtherSessions: true };
        const answer = await auth.api.changePassword({ body, headers, returnHeaders: true });
        return answer.headers.getSetCookie();
      } catch (cause) {
        throw isRefusal(cause) ? wrongPassword() : cause;
      }
    },
    signOut: async (headers) => {
      const answer = await auth.api.signOut({ headers, returnHeaders: true });
      return answer.headers.getSetCookie();
    },
    accountOf: async (headers) => {
      const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
      return found?.user.id;
    },
    hashPassword,
  };
}

/** The library's own refusals carry an HTTP status below 500; anything else is a fault. */
function isRefusal(error: unknown): boolean {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500;
}

function wrongPassword(): BacklotError {
  return new BacklotError('SIGN_IN_FAILED', 'E-mail address and password do not go together.', {
    hint: 'Try again, or ask the owner of the studio for a new invitation.',
  });
}
