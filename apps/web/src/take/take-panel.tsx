import type { Review } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { Tabs } from '@mantine/core';
import { DecisionPanel } from '../evidence/decision-panel.tsx';
import { FindingsPanel } from '../evidence/findings-panel.tsx';
import { LikenessFindings } from '../evidence/likeness-findings.tsx';
import { ModelPanel } from '../evidence/model-panel.tsx';
import { PeopleFindings } from '../evidence/people-findings.tsx';
import { SealPanel } from '../evidence/seal-panel.tsx';
import { UsePanel } from '../evidence/use-panel.tsx';
import { NoteComposer } from '../notes/note-composer.tsx';
import { NoteList } from '../notes/note-list.tsx';
import type { FramePlayer } from '../player/frame-player.ts';
import type { Playhead } from '../player/playhead.ts';
import { useTakeRights } from '../sign-in/use-rights.ts';
import { FilesPanel } from './files-panel.tsx';
import { FinishTake } from './finish-take.tsx';
import { HistoryTree } from './history-tree.tsx';
import { RecipePanel } from './recipe-panel.tsx';
import styles from './take.module.css';
import { TakeMoney } from './take-money.tsx';
import { useHistory } from './use-history.ts';
import type { NoteControl } from './use-note-draft.ts';
import { VerdictPanel } from './verdict-panel.tsx';

interface TakePanelProps {
  readonly take: TakeDetail;
  readonly reviews: readonly Review[];
  readonly note: NoteControl;
  readonly playhead: Playhead;
  readonly player: FramePlayer | undefined;
}

const TABS = ['Review', 'Evidence', 'History', 'Recipe', 'Files'] as const;

/** Review, evidence, history, recipe and files of a take. */
export function TakePanel({ take, reviews, note, playhead, player }: TakePanelProps) {
  const may = useTakeRights(take.id);
  const history = useHistory(take);
  const isShown = {
    Review: true,
    Evidence: may('verify-evidence'),
    History: history !== undefined,
    Recipe: may('verify-evidence'),
    Files: true,
  };
  const tabs = TABS.filter((tab) => isShown[tab]);
  const isStills = take.video === null && !take.passes.includes('composite');
  const goTo = (frame: number): void => (player ? player.goTo(frame) : playhead.set({ frame }));
  return (
    <aside className={styles.panel} aria-label="About this take">
      <Tabs
        defaultValue="Review"
        classNames={{
          root: styles.tabs ?? '',
          list: styles.tabList ?? '',
          tab: styles.tab ?? '',
          panel: styles.tabPanel ?? '',
        }}
      >
        <Tabs.List aria-label="About this take">
          {tabs.map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {tab}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="Review">
          <VerdictPanel take={take} reviews={reviews} />
          <TakeMoney take={take} />
          <FinishTake take={take} />
          <div className={styles.notesHead}>
            <h2 className={styles.heading}>Notes</h2>
            {!note.draft && may('add-note') && (
              <button type="button" className={styles.link} onClick={note.begin}>
                Note on this {isStills ? 'variant' : 'frame'}
              </button>
            )}
          </div>
          {note.draft && (
            <NoteComposer
              picture={take.picture}
              isStills={isStills}
              draft={note.draft}
              isSaving={note.isSaving}
              error={note.error}
              onText={note.setText}
              onSave={note.save}
              onDiscard={note.discard}
              onDraw={note.drawing.toggle}
              onGoTo={goTo}
            />
          )}
          <NoteList picture={take.picture} isStills={isStills} reviews={reviews} playhead={playhead} onGoTo={goTo} />
        </Tabs.Panel>
        {may('verify-evidence') && (
          <Tabs.Panel value="Evidence">
            <SealPanel take={take} />
            <ModelPanel take={take} />
            <DecisionPanel take={take} />
            <PeopleFindings take={take} onGoTo={goTo} />
            <LikenessFindings take={take} onGoTo={goTo} />
            <UsePanel take={take} />
            <FindingsPanel take={take} onGoTo={goTo} />
          </Tabs.Panel>
        )}
        {history && (
          <Tabs.Panel value="History">
            <HistoryTree tree={history} current={take.id} />
          </Tabs.Panel>
        )}
        {may('verify-evidence') && (
          <Tabs.Panel value="Recipe">
            <RecipePanel take={take} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="Files">
          <FilesPanel take={take} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
