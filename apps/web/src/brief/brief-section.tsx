import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { modelQueries } from '../client/model-queries.ts';
import type { ModelEngine } from '../new-take/model-engines.ts';
import type { Json } from '../new-take/set-up-json.ts';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './brief.module.css';
import { BriefAsides } from './brief-asides.tsx';
import { BriefForm, type UsedBrief } from './brief-form.tsx';

interface BriefSectionProps {
  readonly engine: ModelEngine;
  readonly production: string;
  readonly parameters: Json;
  readonly onChange: (change: Json) => void;
}

/** Fills in the words from a brief; nothing where no language model with a card stands ready to read one. */
export function BriefSection({ engine, production, parameters, onChange }: BriefSectionProps) {
  const maySee = useRights(production)('view-models');
  const models = useQuery({ ...modelQueries.models(production), enabled: maySee }).data;
  const [isOpen, setOpen] = useState(false);
  const [used, setUsed] = useState<UsedBrief>();
  const section = useRef<HTMLElement>(null);
  const isReady = (id: string | undefined): boolean =>
    models?.backEnds.some((each) => each.id === id && !each.isOff) ?? false;
  const readers = (models?.cards ?? []).filter(({ task, backEnd }) => task === 'words' && isReady(backEnd));
  if (readers.length === 0) return null;
  const use = (brief: UsedBrief): void => {
    onChange(brief.change);
    setUsed(brief);
    setOpen(false);
    // The words that were filled in are what is read and changed next.
    section.current?.parentElement?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  };
  return (
    <section ref={section} className={styles.section} aria-label="From a brief">
      <button type="button" className={styles.opener} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Start from a brief
      </button>
      {/* Closed, it keeps the brief and what was read of it. */}
      <div hidden={!isOpen}>
        <BriefForm
          key={production}
          engine={engine}
          production={production}
          parameters={parameters}
          readers={readers}
          onUse={use}
        />
      </div>
      {used && !isOpen && (
        <div className={styles.used} role="status">
          <BriefAsides {...used} />
        </div>
      )}
    </section>
  );
}
