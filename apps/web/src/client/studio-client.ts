import type { AccessAction, CrewRole, NewAccount, Performer, ReviewRequest, RoleGrant } from '@backlot/film';
import type { StudioApi } from '@backlot/server';
import { type ClientResponse, hc } from 'hono/client';
import type { JSONValue } from 'hono/utils/types';
import { problemOfResponse, toApiProblem } from './api-problem.ts';

/** The studio's routes, typed; `read` makes answers or problems of them. */
export const api = hc<StudioApi>('/api');

/** What a person sends when asking for a take: the set-up's JSON text, and inputs as files or from earlier takes. */
export interface TakeOrder {
  readonly engine: string;
  readonly setUp: string;
  /** By role. */
  readonly files: Readonly<Record<string, File>>;
  /** By role: id of the take whose input of that role is used again. */
  readonly reused: Readonly<Record<string, string>>;
}

/** A guest's link: the whole production, or some takes of it. */
export interface GuestWish {
  readonly label: string;
  readonly takes: string[];
  readonly mayNote: boolean;
  readonly expiresInDays: number;
}

/** A token for programs. */
export interface TokenWish {
  readonly label: string;
  readonly actions: TokenAction[];
  readonly productions: string[];
  readonly expiresInDays: number;
}

type PerformerEntry = Pick<Performer, 'id' | 'production'>;
type TokenAction = Exclude<AccessAction, 'manage-own-tokens' | 'work-off-takes'>;

/** The studio over HTTP, typed by the server's own routes. Every function throws `ApiProblem`. */
export const studioClient = {
  listProductions: () => read(api.productions.$get()),
  createProduction: (json: { title: string; slug: string }) => read(api.productions.$post({ json })),
  listShots: (production: string) => read(api.productions[':production'].shots.$get({ param: { production } })),
  listTakes: (filter: { production?: string; shot?: string; limit?: string }) =>
    read(api.takes.$get({ query: filter })),
  getTake: (take: string) => read(api.takes[':take'].$get({ param: { take } })),
  cancelTake: (take: string) => read(api.takes[':take'].cancel.$post({ param: { take } })),
  approveUse: (take: string, text: string) =>
    read(api.takes[':take']['approve-use'].$post({ param: { take }, json: text === '' ? {} : { text } })),
  pickVariant: (take: string, file: string) => read(api.takes[':take'].pick.$post({ param: { take }, json: { file } })),
  deliverTake: (take: string, marksMasters: boolean) =>
    read(api.takes[':take'].deliver.$post({ param: { take }, json: { marksMasters } })),
  listReviews: (take: string) => read(api.takes[':take'].reviews.$get({ param: { take } })),
  addReview: (take: string, review: ReviewRequest) =>
    read(api.takes[':take'].reviews.$post({ param: { take }, json: toPlain(review) })),
  verifyTake: (take: string) => read(api.takes[':take'].verification.$get({ param: { take } })),
  readLedger: (from: number, limit: number) =>
    read(api.ledger.$get({ query: { from: String(from), limit: String(limit) } })),
  verifyLedger: () => read(api.ledger.verification.$get()),
  me: () => read(api.me.$get()),
  rights: (production: string | undefined) =>
    read(api.rights.$get({ query: production === undefined ? {} : { production } })),
  rightsAnywhere: () => read(api.rights.anywhere.$get()),
  takeRights: (take: string) => read(api.takes[':take'].rights.$get({ param: { take } })),
  signIn: (json: { email: string; password: string }) => read(api['sign-in'].$post({ json })),
  changePassword: (json: { current: string; next: string }) => read(api.password.$post({ json })),
  signOut: () => read(api['sign-out'].$post()),
  lookAtInvitation: (secret: string) => read(api.welcome.look.$post({ json: { secret } })),
  join: (json: NewAccount & { secret: string; roles: CrewRole[] }) => read(api.welcome.$post({ json })),
  openLink: (secret: string) => read(api.links.open.$post({ json: { secret } })),
  listMembers: (production: string | undefined) =>
    production === undefined
      ? read(api.members.$get())
      : read(api.productions[':production'].members.$get({ param: { production } })),
  giveRole: (account: string, json: RoleGrant) =>
    read(api.members[':account'].roles.$post({ param: { account }, json: { ...json } })),
  takeRole: (account: string, json: RoleGrant) =>
    read(api.members[':account'].roles['take-back'].$post({ param: { account }, json: { ...json } })),
  removeMember: (account: string) => read(api.members[':account'].remove.$post({ param: { account } })),
  listKeys: (production: string) => read(api.productions[':production'].keys.$get({ param: { production } })),
  invite: (label: string, grant: RoleGrant) => read(api.invitations.$post({ json: { label, roles: [{ ...grant }] } })),
  /** An invitation for the performer, or for who speaks for them. */
  invitePerformer: (label: string, { id, production }: PerformerEntry) =>
    read(api.invitations.$post({ json: { label, roles: [{ role: 'performer', production }], performers: [id] } })),
  /** A link that needs no account. */
  linkPerformer: (label: string, { id, production }: PerformerEntry) =>
    read(
      api.productions[':production']['performer-links'].$post({
        param: { production },
        json: { label, performers: [id] },
      }),
    ),
  inviteGuest: (production: string, json: GuestWish) =>
    read(api.productions[':production']['guest-links'].$post({ param: { production }, json })),
  revokeKey: (key: string) => read(api.keys[':key'].revoke.$post({ param: { key } })),
  listTokens: () => read(api.tokens.$get()),
  createToken: (json: TokenWish) => read(api.tokens.$post({ json })),
  ledgerOfTake: (take: string) => read(api.takes[':take'].ledger.$get({ param: { take } })),
  explainTake: (take: string) => read(api.takes[':take'].explanation.$get({ param: { take } })),
  requestTake: (order: TakeOrder) => read(api.takes.$post({ form: formOf(order) })),
  /** What a request would send, cost and be told by policy; nothing is kept and nothing sent. */
  planTake: (order: TakeOrder) => read(api.takes.plan.$post({ form: formOf(order) })),
} as const;

function formOf({ engine, setUp, files, reused }: TakeOrder) {
  const reuse = Object.keys(reused).length === 0 ? {} : { reuse: JSON.stringify(reused) };
  return { ...files, engine, setUp, ...reuse };
}

/** Address of a take's file; `download` makes the browser save it. */
export function fileUrl(takeId: string, name: string, options: { readonly download?: boolean } = {}): string {
  const path = name.split('/').map(encodeURIComponent).join('/');
  return `/api/takes/${encodeURIComponent(takeId)}/files/${path}${options.download ? '?download' : ''}`;
}

/** Address of a pass of a frame, counted from 0, as PNG for the screen. */
export function frameUrl(takeId: string, pass: string, frame: number): string {
  return `/api/takes/${encodeURIComponent(takeId)}/frames/${pass}/${frame}.png`;
}

/** Address of what a run under way looks like; `sha256` tells one state from the next. */
export function previewUrl(takeId: string, sha256: string): string {
  return `/api/takes/${encodeURIComponent(takeId)}/preview?of=${sha256}`;
}

/** JSON has no `undefined`: what may be absent is absent. What the server leaves open stays open. */
type Parsed<T> = [JSONValue] extends [T]
  ? unknown
  : T extends object
    ? { [K in keyof T]: Parsed<Exclude<T[K], undefined>> }
    : T;

/** The answer as data. @throws ApiProblem */
export async function read<T>(answer: Promise<ClientResponse<T, number, 'json'>>): Promise<Parsed<T>> {
  try {
    const response = await answer;
    if (!response.ok) throw await problemOfResponse(response as unknown as Response);
    return (await response.json()) as Parsed<T>;
  } catch (error) {
    throw toApiProblem(error);
  }
}

/** The film's readonly arrays as the form in which JSON is written. */
function toPlain(review: ReviewRequest) {
  const strokes = review.strokes.map((stroke) => ({ ...stroke, points: [...stroke.points] }));
  return { ...review, strokes };
}
