import type { BackEndChange, BackEndRequest, BriefRequest, ModelTermsChange } from '@backlot/film';
import { api, read } from './studio-client.ts';

/** Models over HTTP: where they run, what they may be sent, what they cost. Every function throws `ApiProblem`. */
export const modelClient = {
  kinds: () => read(api['back-end-kinds'].$get()),
  models: (production: string) => read(api.productions[':production'].models.$get({ param: { production } })),
  addBackEnd: (production: string, backEnd: BackEndRequest) =>
    read(api.productions[':production']['back-ends'].$post({ param: { production }, json: { ...backEnd } })),
  changeBackEnd: (backEnd: string, change: BackEndChange) =>
    read(api['back-ends'][':backEnd'].$patch({ param: { backEnd }, json: { ...change } })),
  removeBackEnd: (backEnd: string) => read(api['back-ends'][':backEnd'].$delete({ param: { backEnd } })),
  testBackEnd: (backEnd: string) => read(api['back-ends'][':backEnd'].test.$post({ param: { backEnd } })),
  changeTerms: (production: string, change: ModelTermsChange) =>
    read(api.productions[':production']['model-terms'].$patch({ param: { production }, json: { ...change } })),
  checkWords: (production: string, text: string, people: readonly string[]) =>
    read(api.productions[':production'].words.$post({ param: { production }, json: { text, people: [...people] } })),
  /** What reading a brief would send, cost and be told by policy; nothing is kept and nothing sent. */
  planBrief: (production: string, brief: BriefRequest) =>
    read(api.productions[':production'].brief.plan.$post({ param: { production }, json: { ...brief } })),
  readBrief: (production: string, brief: BriefRequest) =>
    read(api.productions[':production'].brief.$post({ param: { production }, json: { ...brief } })),
  callsOfTake: (take: string) => read(api.takes[':take'].calls.$get({ param: { take } })),
} as const;
