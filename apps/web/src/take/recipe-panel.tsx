import type { TakeDetail } from '@backlot/server';
import { CopyButton } from '../shell/copy-button.tsx';
import styles from './take.module.css';

/** All that decides the bytes, to copy, and how to make the same take again. */
export function RecipePanel({ take }: { readonly take: TakeDetail }) {
  const text = JSON.stringify(take.recipe, null, 2);
  const rerun = `npx backlot rerun ${take.id}`;
  return (
    <>
      {take.files.length > 0 && (
        <section className={styles.block}>
          <h2 className={styles.heading}>Make it again</h2>
          <p className="quiet">
            {take.egress
              ? 'What a model answers nobody can promise, so its answers are kept. This makes anew what the studio made of them and compares every byte; then it asks the models again, as another take.'
              : 'The same recipe gives the same bytes. This makes the take anew and compares every byte.'}
          </p>
          <div className={styles.command}>
            <code className="mono">{rerun}</code>
            <CopyButton text={rerun} what="the rerun command" />
          </div>
        </section>
      )}
      <section className={styles.block}>
        <h2 className={styles.heading}>Inputs</h2>
        <dl className={styles.facts}>
          {take.recipe?.inputs.map((input) => (
            <div key={input.role}>
              <dt>{input.role}</dt>
              <dd>
                {input.name}
                <span className={`${styles.hash} mono`}>{input.sha256}</span>
                <Licence licence={take.licences[input.role]} />
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section className={styles.block}>
        <div className={styles.notesHead}>
          <h2 className={styles.heading}>Recipe</h2>
          <CopyButton text={text} what="the recipe" />
        </div>
        <p className={`${styles.hash} mono`}>{take.recipeHash}</p>
        <textarea
          className={`${styles.json} mono`}
          aria-label="Recipe as JSON"
          readOnly
          rows={24}
          wrap="off"
          value={text}
        />
      </section>
    </>
  );
}

function Licence({ licence }: { readonly licence: TakeDetail['licences'][string] | undefined }) {
  if (!licence) return <span className={styles.bad}>No licence statement</span>;
  return (
    <span className={styles.licence}>
      {licence.owner}: {licence.statement}
      {licence.source && ` (${licence.source})`}
    </span>
  );
}
