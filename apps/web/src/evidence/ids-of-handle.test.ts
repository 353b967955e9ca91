import { expect, it } from 'vitest';
import { idsOfHandle } from './ids-of-handle.ts';

it.each([
  [{ requestId: 'r-1', statusUrl: 'https://queue.fal.run/fal-ai/flux-1/requests/r-1/status' }, ['r-1']],
  [{ promptId: 'p-1', nodes: [['3', 1]] }, ['p-1']],
  [{ operationName: 'models/veo/operations/o-1' }, ['models/veo/operations/o-1']],
  [{}, []],
  [undefined, []],
])('of %j the ids are %j', (handle, ids) => {
  expect(idsOfHandle(handle)).toEqual(ids);
});
