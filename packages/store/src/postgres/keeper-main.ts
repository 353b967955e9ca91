import { keepPostgres } from './keeper.ts';

const [, , home] = process.argv;
if (!home) throw new Error('The keeper needs a home');
keepPostgres(home).then(
  () => process.exit(0),
  () => process.exit(1),
);
