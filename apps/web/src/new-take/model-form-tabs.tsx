import type { RegisterView } from '@backlot/server';
import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { JsonEditor } from './json-editor.tsx';
import styles from './model-form.module.css';
import type { ModelSetUp } from './model-set-up.ts';
import { PlanPanel } from './plan-panel.tsx';
import { textAt } from './set-up-json.ts';
import { findSetUpProblems, problemsOfAnswer } from './set-up-problems.ts';
import { UseSection } from './use-section.tsx';
import type { TakePlanControl } from './use-take-plan.ts';

interface ModelFormTabsProps {
  readonly ref: React.Ref<HTMLDivElement>;
  readonly text: string;
  readonly setUp: ModelSetUp;
  readonly register: RegisterView | undefined;
  readonly plan: TakePlanControl;
  readonly missing: string | undefined;
  /** Why the studio did not take the request. */
  readonly error: unknown;
  readonly onChange: (text: string) => void;
}

const TABS = ['What leaves', 'Who it touches', 'Set-up'] as const;

/** What would leave; who and what the take touches; the whole set-up as text. */
export function ModelFormTabs({ ref, text, setUp, register, plan, missing, error, onChange }: ModelFormTabsProps) {
  const [tab, setTab] = useState<string | null>(TABS[0]);
  const own = findSetUpProblems(text);
  const problems = own.length > 0 ? own : problemsOfAnswer(error ?? plan.error, text);
  return (
    <div ref={ref} className={styles.side}>
      <Tabs
        value={plan.isPending ? TABS[0] : tab}
        onChange={setTab}
        classNames={{
          root: styles.tabs ?? '',
          list: styles.tabList ?? '',
          tab: styles.tab ?? '',
          panel: styles.tabPanel ?? '',
        }}
      >
        <Tabs.List aria-label="About this take">
          {TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {name}
              {name === 'Set-up' && problems.length > 0 && <span className={styles.wrong}> {problems.length}</span>}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="What leaves">
          <PlanPanel setUp={setUp} control={plan} missing={missing} />
        </Tabs.Panel>
        <Tabs.Panel value="Who it touches">
          <UseSection text={text} register={register} maker={textAt(setUp.parameters, 'model')} onChange={onChange} />
        </Tabs.Panel>
        <Tabs.Panel value="Set-up">
          <JsonEditor label="Set-up as JSON" text={text} problems={problems} onChange={onChange} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
