import { openComfyuiServer } from '@backlot/testkit';
import { describeBackEndConformance } from '../../conformance/describe-back-end-conformance.ts';
import { testJob } from '../../testing/test-job.ts';
import { createComfyuiBackEnd } from './comfyui-back-end.ts';
import { readWorkflows, SHIPPED_WORKFLOWS } from './read-workflows.ts';

describeBackEndConformance({
  adapter: createComfyuiBackEnd({ workflows: await readWorkflows([SHIPPED_WORKFLOWS]), listenMs: 100 }),
  startServer: () => openComfyuiServer(),
  job: () => testJob({ task: 'image', model: 'text-to-image', widthPx: 64, heightPx: 32 }),
  canCancel: true,
  isSynchronous: false,
  // Nobody looks at words or pictures there.
  without: ['moderation'],
});
