// The server of bench/sessions.mjs: the real one, with an engine that is done at once, people invited and takes to look at.
import { openRealServer } from '../apps/server/dist/testing/open-real-server.js';

const TAKES = 12;
const PEOPLE = Number(process.argv[2]);
const by = { name: 'Iris', role: 'producer' };

const server = await openRealServer();
const production = 'night-harbour';
await server.studio.createProduction({ slug: production, title: 'Night harbour', by });
for (const name of ['Ada Marlow', 'Tomas Okafor']) {
  await server.studio.rights.registerPerformer(production, { name, status: { kind: 'living' } }, by);
}
const takes = [];
for (let count = 0; count < TAKES; count += 1) takes.push((await server.makeTake(by)).id);
const invitations = [];
for (let count = 0; count < PEOPLE; count += 1) {
  const purpose = { kind: 'invitation', roles: [{ production, role: 'supervisor' }], performers: [] };
  const { secret } = await server.crew.handOut({ by, purpose, label: `Person ${count}` });
  invitations.push(secret);
}
process.on('message', async () => {
  await server.close();
  process.exit(0);
});
process.send({ url: server.url, production, takes, invitations });
