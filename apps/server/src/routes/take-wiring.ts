import { isViewingFile, type TakeFile, UNDECLARED_USE } from '@backlot/film';
import type { AccessActor } from '@backlot/policy';
import type { TakeRecord } from '@backlot/studio';
import { z } from '@hono/zod-openapi';
import type { TakeUseView } from '../wire/rights-wire.ts';
import { type Pass, type TakeDetail, type TakeSummary, takeParentWire } from '../wire/take-wire.ts';

/** A take as lists show it. */
export function toTakeSummary(take: TakeRecord): TakeSummary {
  const plate = take.recipe.inputs.find((input) => input.role === 'plate');
  return {
    id: take.id,
    production: take.production,
    shot: take.shot,
    version: take.version,
    engine: take.engine,
    purpose: take.purpose,
    state: take.state,
    requestedBy: take.requestedBy,
    requestedAt: take.requestedAt,
    updatedAt: take.updatedAt,
    picture: take.picture,
    progress: take.progress ?? null,
    error: take.error ?? null,
    reviewCount: take.reviewCount,
    poster: nameOfRole(take.files, 'poster'),
    plate: plate ? { name: plate.name, sha256: plate.sha256 } : null,
    parent: parentOf(take.recipe.parameters),
    pick: take.pick ?? null,
  };
}

/** A take with what it does with these performers. */
export function toTakeUse(take: TakeRecord, performers: readonly string[]): TakeUseView {
  return { ...toTakeSummary(take), people: take.use.people.filter(({ performer }) => performers.includes(performer)) };
}

/** A take as its own page shows it. */
export function toTakeDetail(take: TakeRecord): TakeDetail {
  return {
    ...toTakeSummary(take),
    recipe: take.recipe,
    recipeHash: take.recipeHash,
    licences: take.licences,
    use: take.use,
    egress: take.egress ?? null,
    words: take.words,
    faces: take.faces,
    likenesses: take.likenesses,
    decision: take.decision ?? null,
    approvals: take.approvals,
    files: take.files,
    findings: take.findings,
    seal: take.seal ?? null,
    figures: take.figures,
    startedAt: take.startedAt ?? null,
    finishedAt: take.finishedAt ?? null,
    passes: passesOf(take),
    video: take.files.find((file) => file.role === 'video' && file.mediaType === 'video/mp4')?.name ?? null,
  };
}

/** A take in the lists of this visitor: a guest's names no input and no fault of the studio. */
export function showSummary({ guest }: Pick<AccessActor, 'guest'>, take: TakeRecord): TakeSummary {
  const summary = toTakeSummary(take);
  return guest ? { ...summary, progress: null, error: null, plate: null, parent: null, pick: null } : summary;
}

/** A take as this visitor's page shows it: for a guest what it looks like, and nothing of how it was made or judged. */
export function showDetail({ guest }: Pick<AccessActor, 'guest'>, take: TakeRecord): TakeDetail {
  const detail = toTakeDetail(take);
  if (!guest) return detail;
  const passes = detail.passes.filter((pass) => pass === 'composite');
  return { ...detail, ...NOT_FOR_GUESTS, passes, files: take.files.filter(isViewingFile) };
}

const NOT_FOR_GUESTS = {
  progress: null,
  error: null,
  plate: null,
  parent: null,
  pick: null,
  recipe: null,
  licences: {},
  use: UNDECLARED_USE,
  egress: null,
  words: [],
  faces: [],
  likenesses: [],
  decision: null,
  approvals: [],
  findings: [],
  seal: null,
  figures: {},
} satisfies Partial<TakeDetail>;

/** Each engine parses its own parameters; this name means the same in all of them. */
function parentOf(parameters: unknown): TakeSummary['parent'] {
  const named = z.object({ parent: takeParentWire }).safeParse(parameters);
  return named.success ? named.data.parent : null;
}

function nameOfRole(files: readonly TakeFile[], role: string): string | null {
  return files.find((file) => file.role === role)?.name ?? null;
}

function passesOf(take: TakeRecord): Pass[] {
  const roles = new Set(take.files.map((file) => file.role));
  return [
    ...(roles.has('composite') ? (['composite'] as const) : []),
    ...(take.recipe.inputs.some((input) => input.role === 'plate') ? (['plate'] as const) : []),
    ...(roles.has('passes') ? (['beauty', 'depth', 'normals', 'motion', 'id', 'dust'] as const) : []),
    ...(roles.has('mask') ? (['mask'] as const) : []),
  ];
}
