import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openTestServer } from '../../apps/server/dist/testing/open-test-server.js';
import { mutateBytes, mutateJson, pick, randomJson, randomText } from './random-input.mjs';
import { SAMPLES } from './samples.mjs';

const ROLES = ['artist', 'supervisor', 'producer', 'legal', 'performer'];

/** Every route of the server over a studio in memory, with something in it to find. */
export async function openRouteFuzz(random) {
  const server = await openTestServer();
  const known = await fill(server);
  const routes = server.app.routes.filter(
    ({ method, path }) => method !== 'ALL' && path !== '/*' && !path.endsWith('/events'),
  );
  const statuses = {};
  const tryOne = async () => {
    const { method, path } = pick(random, routes);
    const address = `${fillPath(random, path, known)}${random() < 0.3 ? randomQuery(random) : ''}`;
    server.visitor.actor = randomActor(random, known);
    const init = { method, ...randomContent(random, method) };
    const what = `${method} ${JSON.stringify(address)} ${String(init.body).slice(0, 300)}`;
    let response;
    try {
      response = await server.request(address, init);
    } catch (error) {
      // Addresses and headers that no client could send.
      if (error instanceof TypeError) return undefined;
      return `${what}: threw ${error?.stack}`;
    }
    const group = `${Math.floor(response.status / 100)}xx`;
    statuses[group] = (statuses[group] ?? 0) + 1;
    const text = await response.text();
    if (response.status >= 500)
      return `${what}: ${response.status} ${text.slice(0, 300)} ${server.logged.at(-1)?.slice(0, 900)}`;
    if (response.status >= 400 && response.status !== 416) return checkProblem(what, text);
    return undefined;
  };
  return {
    tryOne,
    counts: () => ({ routes: new Set(routes.map(({ method, path }) => `${method} ${path}`)).size, ...statuses }),
    close: server.close,
  };
}

function checkProblem(what, text) {
  try {
    const { code, message } = JSON.parse(text);
    return code && message ? undefined : `${what}: a refusal without code or message: ${text.slice(0, 200)}`;
  } catch {
    return `${what}: a refusal that is no JSON: ${text.slice(0, 200)}`;
  }
}

async function fill(server) {
  await mkdir(join(server.root, 'web'), { recursive: true });
  await writeFile(join(server.root, 'web', 'index.html'), '<!doctype html>');
  const { studio } = server;
  const by = { name: 'Iris', role: 'producer' };
  const take = await server.makeTake();
  const { production } = take;
  const performer = await studio.rights.registerPerformer(production, SAMPLES.performer, by);
  const consent = await studio.rights.recordConsent(production, { ...SAMPLES.consent, performer: performer.id }, by);
  const licence = await studio.rights.registerLicence(production, SAMPLES.licence, { by });
  return {
    take: [take.id],
    production: [production],
    performer: [performer.id],
    consent: [consent.id],
    licence: [licence.id],
    name: take.files.map((file) => file.name),
    pass: ['composite', 'plate', 'depth'],
    frame: ['0.png', '1.png', '99999999.png'],
  };
}

function fillPath(random, path, known) {
  return path.replace(/:(\w+)(?:\{[^/]*\})?/g, (_, name) => {
    const values = known[name];
    const value = values && random() < 0.7 ? pick(random, values) : randomText(random);
    return random() < 0.9 ? encode(value) : value.replace(/[?#\s]/g, '');
  });
}

function encode(value) {
  try {
    return encodeURIComponent(value);
  } catch {
    return '%ff';
  }
}

function randomQuery(random) {
  const name = pick(random, ['from', 'limit', 'before', 'production', 'shot', 'download', randomText(random, 8)]);
  return `?${encode(name)}=${encode(randomText(random))}`;
}

function randomActor(random, known) {
  if (random() < 0.03) return undefined;
  const roles = ROLES.filter(() => random() < 0.5);
  return {
    id: 'account:fuzz',
    name: 'Fuzz',
    accountId: 'fuzz',
    isOwner: random() < 0.5,
    roles: { [random() < 0.7 ? '*' : known.production[0]]: roles.length > 0 ? roles : ['producer'] },
    performers: random() < 0.5 ? known.performer : [],
  };
}

function randomContent(random, method) {
  const headers = random() < 0.2 ? { range: `bytes=${randomText(random, 12).replace(/[^\x20-\x7e]/g, '')}` } : {};
  if (method === 'GET') return { headers };
  const dice = random();
  if (dice < 0.55) {
    const body = JSON.stringify(
      random() < 0.8 ? mutateJson(random, pick(random, Object.values(SAMPLES))) : randomJson(random),
    );
    return { body, headers: { ...headers, 'content-type': 'application/json' } };
  }
  if (dice < 0.7) {
    const body = mutateBytes(random, new TextEncoder().encode(JSON.stringify(pick(random, Object.values(SAMPLES)))));
    return { body, headers: { ...headers, 'content-type': pick(random, ['application/json', 'text/plain', 'x/y']) } };
  }
  return { body: randomForm(random), headers };
}

function randomForm(random) {
  const form = new FormData();
  const texts = { engine: 'gradient', setUp: JSON.stringify(SAMPLES.setUp), licence: JSON.stringify(SAMPLES.licence) };
  for (const [name, text] of Object.entries(texts)) {
    if (random() < 0.8) form.set(name, random() < 0.6 ? text : randomText(random, 200));
  }
  for (const name of ['plate', 'document', 'picture']) {
    if (random() < 0.5) form.set(name, new File([randomText(random, 100)], fileName(random)));
    else if (random() < 0.1) form.set(name, randomText(random));
  }
  return form;
}

function fileName(random) {
  return random() < 0.5 ? 'plate.png' : randomText(random).toWellFormed();
}
