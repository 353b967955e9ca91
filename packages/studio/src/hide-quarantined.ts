import type { StudioPorts } from './studio.ts';

const PAGE = 1000;

/**
 * Takes the folders of quarantined takes out of sight: those of whose withdrawal nobody lived to do it, and from now on
 * each as it happens. Returns what ends the watch.
 */
export function keepHidingQuarantined(
  ports: Pick<StudioPorts, 'records' | 'files' | 'events'>,
  onError: (error: unknown) => void,
): () => void {
  const hide = (takeId: string) => ports.files.hideTake(takeId).catch(onError);
  hideAll(ports).catch(onError);
  return ports.events.subscribe((event) => {
    if (event.kind === 'take-changed' && event.state === 'quarantined') void hide(event.takeId);
    // What happened while the line was down was not told.
    if (event.kind === 'resync') hideAll(ports).catch(onError);
  });
}

async function hideAll({ records, files }: Pick<StudioPorts, 'records' | 'files'>): Promise<void> {
  for (let before: string | undefined; ; ) {
    const filter = { states: ['quarantined'], limit: PAGE, ...(before === undefined ? {} : { before }) } as const;
    const takes = await records.takes.list(filter);
    for (const { id } of takes) await files.hideTake(id);
    before = takes.at(-1)?.id;
    if (takes.length < PAGE) return;
  }
}
