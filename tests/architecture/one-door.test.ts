import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessOfCommand } from '../../apps/cli/src/door/command-access.ts';
import { createProgram } from '../../apps/cli/src/main.ts';
import { accessOfHandler } from '../../apps/server/src/door/guard-route.ts';
import { theTakesFiles } from '../../apps/server/src/door/resources.ts';
import { openTestServer, type TestServer } from '../../apps/server/src/testing/open-test-server.ts';
import { accessActionSchema } from '../../packages/film/src/access/access-action.ts';
import { JOB_ACCESS } from '../../packages/studio/src/job-access.ts';
import { listTrackedFiles, root } from './tracked-files.ts';

/** Routes that answer somebody whom nobody knows, and why. Everything else needs a right. */
const OPEN_ROUTES: Readonly<Record<string, string>> = {
  'GET /api/openapi.json': 'what the routes are stands in the source',
  'POST /api/sign-in': 'this is how one becomes known',
  'POST /api/sign-out': 'whoever holds nothing loses nothing',
  'GET /api/me': 'it tells only what one brings along',
  'POST /api/welcome/look': 'the link is the right',
  'POST /api/welcome': 'the link is the right',
  'POST /api/links/open': 'the link is the right',
  'GET /*': 'the pages themselves hold nothing; what they show they ask for',
  'ALL /api/*': 'an address that there is not',
};

/** Commands that open no studio. */
const OPEN_COMMANDS: Readonly<Record<string, string>> = {
  bench: 'it measures in a home of its own',
  collapse: 'its own commands ask',
  'collapse suggest': 'it looks at a picture and reads no studio',
  members: 'its own commands ask',
  production: 'its own commands ask',
  performer: 'its own commands ask',
  consent: 'its own commands ask',
  licence: 'its own commands ask',
  model: 'its own commands ask',
  models: 'its own commands ask',
  policy: 'its own commands ask',
  'policy words': 'it reads lines of a file and no studio',
  'policy explain': 'it judges what the file says and reads no studio',
  token: 'its own commands ask',
  work: 'its own commands ask',
};

/** Sources that open stored files by their hash, and where policy was asked. */
const OPENS_FILES: Readonly<Record<string, string>> = {
  'packages/studio/src/models/answer-of-call.ts': 'what a model answered, to the engine of the take that asked it',
  'packages/studio/src/inspect-likenesses.ts': 'works on file, which are no take’s, to be compared and shown to nobody',
  'packages/studio/src/inspect-take.ts': 'the step before is the run, which was decided',
  'packages/studio/src/locate-inputs.ts': 'inputs of earlier takes, which are asked whether they may be seen first',
  'packages/studio/src/make-outputs.ts': 'run and rerun decide before they make anything',
  'packages/studio/src/mark-masters.ts': 'delivery decides before it marks',
  'packages/studio/src/models/models-of-take.ts': 'what a model answered, to be named in the seal',
  'packages/studio/src/path-of-file.ts': 'asked with each file, as the next lines of this test see to',
  'packages/studio/src/rights/create-rights.ts': 'documents of the register, which are no take’s',
  'packages/studio/src/seal-approval.ts': 'a new seal on what stays where it is',
  'packages/studio/src/verify-take.ts': 'read to be checked, and shown to nobody',
};

/** Sources that ask for a take’s file to show it, hand it out, or use it again. */
const ASKS_FOR_FILES = [
  'apps/cli/src/copy-take-files.ts',
  'apps/server/src/routes/file-routes.ts',
  'apps/server/src/uploads/receive-take-request.ts',
];

type Command = ReturnType<typeof createProgram>;

interface Registered {
  readonly method: string;
  readonly path: string;
  readonly access: ReturnType<typeof accessOfHandler>;
}

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

/** Every method and path that the server knows, with the access of the first guard before it. */
function listRoutes(): Registered[] {
  const routes = new Map<string, Registered>();
  for (const { method, path, handler } of server.app.routes) {
    const key = `${method} ${path}`;
    const known = routes.get(key)?.access;
    routes.set(key, { method, path, access: known ?? accessOfHandler(handler) });
  }
  return [...routes.values()].filter(({ method, path }) => !(method === 'ALL' && path === '/*'));
}

describe('one door', () => {
  it('stands before every route, but for those of a short list', () => {
    const routes = listRoutes();
    expect(routes.length).toBeGreaterThan(20);
    const unguarded = routes.filter(({ access }) => access === undefined || 'open' in access);
    expect(unguarded.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(OPEN_ROUTES).sort());
  });

  it('answers nobody who is not known: every route says that a sign-in is needed', async () => {
    server.visitor.actor = undefined;
    const guarded = listRoutes().filter(({ access }) => access !== undefined && 'action' in access);
    for (const { method, path } of guarded) {
      const address = path.replace(/:frame\{.+\}$/, '1.png').replace(/:\w+(\{[^/]*\})?/g, 'x');
      const response = await server.request(address, { method });
      expect([`${method} ${path}`, response.status, ((await response.json()) as { code: string }).code]).toEqual([
        `${method} ${path}`,
        401,
        'SIGN_IN_NEEDED',
      ]);
    }
  });

  it('stands before every command, but for those of a short list', () => {
    const walk = (command: Command, above = ''): [string, Command][] =>
      command.commands.flatMap((each) => {
        const name = `${above}${each.name()}`;
        return [[name, each] as [string, Command], ...walk(each, `${name} `)];
      });
    const commands = walk(createProgram(true));
    expect(commands.length).toBeGreaterThan(15);
    const open = commands.flatMap(([name, command]) => {
      const access = accessOfCommand(command);
      return access && 'action' in access ? [] : [[name, access?.open] as const];
    });
    expect(Object.fromEntries(open)).toEqual(OPEN_COMMANDS);
  });

  it('is passed by every command through withStudio, which asks it, and by no other way', () => {
    const sources = listTrackedFiles().filter((path) => /^apps\/cli\/src\/.+(?<!\.test)\.ts$/.test(path));
    const openers = sources.filter((path) => readFileSync(join(root, path), 'utf8').includes('openStudio('));
    expect(openers).toEqual(['apps/cli/src/commands/bench.ts', 'apps/cli/src/with-studio.ts']);
  });

  it('asks policy besides, before every route that gives a take’s bytes', () => {
    const giving = listRoutes().filter(
      ({ access }) => access && 'action' in access && access.action === 'download-file',
    );
    expect(giving.length).toBeGreaterThan(1);
    for (const { path, access } of giving) {
      const asked = access && 'action' in access ? access.resource.demandAlso : undefined;
      expect([path, asked]).toEqual([path, theTakesFiles.demandAlso]);
    }
  });

  it('leaves no way to a file’s bytes around policy’s word: what opens one stands in a list that says who asked', () => {
    const sources = listTrackedFiles().filter((path) =>
      /^(?:apps\/[^/]+|packages\/studio)\/src\/(?!.*testing\/).+(?<!\.test)\.tsx?$/.test(path),
    );
    const opening = (pattern: RegExp): string[] =>
      sources.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')));
    expect(opening(/files\.pathOf\(/)).toEqual(Object.keys(OPENS_FILES).sort());
    expect(opening(/\.(?:pathOfFile|pathOfInput|findPreview)\(/)).toEqual(ASKS_FOR_FILES);
    const asking = readFileSync(join(root, 'packages/studio/src/path-of-file.ts'), 'utf8');
    const opened = [...asking.matchAll(/files\.pathOf\(/g)];
    expect(opened.length).toBeGreaterThan(0);
    expect([...asking.matchAll(/await viewable\.demand\(takeId\)/g)]).toHaveLength(opened.length);
    const previewing = readFileSync(join(root, 'packages/studio/src/find-preview.ts'), 'utf8');
    expect(previewing).toContain('await viewable.demand(takeId)');
  });

  it('stands before every kind of job', () => {
    const sources = listTrackedFiles().filter((path) => /^packages\/store\/src\/jobs\/.+(?<!\.test)\.ts$/.test(path));
    const texts = sources.map((path) => readFileSync(join(root, path), 'utf8')).join('\n');
    const queues = [...texts.matchAll(/: JobKind = '([^']+)'/g)].map((match) => match[1]);
    const made = [...texts.matchAll(/createQueue\(/g)];
    expect(queues.sort()).toEqual(Object.keys(JOB_ACCESS).sort());
    expect(made).toHaveLength(queues.length);
    for (const action of Object.values(JOB_ACCESS)) expect(accessActionSchema.options).toContain(action);
  });
});
