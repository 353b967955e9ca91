// A worker as `backlot worker` is one: takes what is in the queue until it is killed or told to stop.
import { openTestStudio } from './open-test-studio.mjs';

const [, , home, roomsUrl] = process.argv;
const { studio, close } = await openTestStudio(home, roomsUrl);
const report = (error) => process.stdout.write(`${JSON.stringify({ error: String(error?.message ?? error) })}\n`);
await studio.startWorker({ concurrency: 2, onError: report });
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
process.on('SIGTERM', async () => {
  await close();
  process.exit(0);
});
