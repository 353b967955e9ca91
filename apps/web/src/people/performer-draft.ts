import type { Performer, PerformerRequest, PerformerStatus, Representative } from '@backlot/film';
import { readLines } from '../forms/list-text.ts';

/** The form of a performer as it is typed; lists one a line. */
export interface PerformerDraft {
  readonly name: string;
  readonly aliases: string;
  readonly characters: string;
  readonly kind: PerformerStatus['kind'];
  readonly diedOn: string;
  readonly bornOn: string;
  readonly noticeTo: string;
  readonly noticeSentOn: string;
  readonly representativeName: string;
  readonly representativeRole: Representative['role'];
  readonly representativeEmail: string;
  readonly union: string;
}

/** The form for a performer of the register, or a blank one. */
export function draftOfPerformer(performer: Performer | undefined): PerformerDraft {
  const { status, representative } = performer ?? {};
  const notice = status?.kind === 'synthetic' ? status.unionNotice : undefined;
  return {
    name: performer?.name ?? '',
    aliases: performer?.aliases.join('\n') ?? '',
    characters: performer?.characters.join('\n') ?? '',
    kind: status?.kind ?? 'living',
    diedOn: status?.kind === 'deceased' ? status.diedOn : '',
    bornOn: status?.kind === 'minor' ? (status.bornOn ?? '') : '',
    noticeTo: notice?.to ?? '',
    noticeSentOn: notice?.sentOn ?? '',
    representativeName: representative?.name ?? '',
    representativeRole: representative?.role ?? 'agent',
    representativeEmail: representative?.email ?? '',
    union: performer?.union ?? '',
  };
}

/** What still has to be filled in, by the paths that the studio uses too. */
export function missingOfPerformer(draft: PerformerDraft): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  if (isBlank(draft.name)) missing.set('name', 'Write the name that the production knows them by.');
  if (draft.kind === 'deceased' && draft.diedOn === '') {
    missing.set('status.diedOn', 'Say when they died: the rights of an estate run from then.');
  }
  if (isBlank(draft.noticeTo) !== (draft.noticeSentOn === '') && draft.kind === 'synthetic') {
    const path = isBlank(draft.noticeTo) ? 'status.unionNotice.to' : 'status.unionNotice.sentOn';
    missing.set(path, 'A notice needs both: to whom, and when.');
  }
  if (isBlank(draft.representativeName) && !isBlank(draft.representativeEmail)) {
    missing.set('representative.name', 'Whose address is it?');
  }
  return missing;
}

/** The form as the studio takes it. */
export function requestOfPerformer(draft: PerformerDraft): PerformerRequest {
  return {
    name: draft.name.trim(),
    aliases: readLines(draft.aliases),
    characters: readLines(draft.characters),
    status: statusOf(draft),
    ...(isBlank(draft.representativeName) ? {} : { representative: representativeOf(draft) }),
    ...(isBlank(draft.union) ? {} : { union: draft.union.trim() }),
  };
}

function statusOf({ kind, diedOn, bornOn, noticeTo, noticeSentOn }: PerformerDraft): PerformerStatus {
  if (kind === 'deceased') return { kind, diedOn };
  if (kind === 'minor') return { kind, ...(bornOn === '' ? {} : { bornOn }) };
  if (kind === 'synthetic') {
    return { kind, ...(isBlank(noticeTo) ? {} : { unionNotice: { to: noticeTo.trim(), sentOn: noticeSentOn } }) };
  }
  return { kind };
}

function representativeOf(draft: PerformerDraft): Representative {
  const email = draft.representativeEmail.trim();
  return {
    name: draft.representativeName.trim(),
    role: draft.representativeRole,
    ...(email === '' ? {} : { email }),
  };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
