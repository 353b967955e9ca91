import type { Production } from '@backlot/film';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { rightsClient } from '../client/rights-client.ts';
import { problemAt, problemsOfFields } from '../forms/field-problems.ts';
import { readLines } from '../forms/list-text.ts';
import { TextField } from '../forms/text-field.tsx';
import rightsStyles from '../rights/rights.module.css';
import { ProblemNotice } from '../shell/problem-notice.tsx';
import { useRights } from '../sign-in/use-rights.ts';
import styles from './policy.module.css';

/** Names of the story: whoever writes them in a prompt speaks of a character or a place, not of a person. */
export function VocabularyForm({ production }: { readonly production: Production }) {
  const queries = useQueryClient();
  const { vocabulary } = production;
  const [characters, setCharacters] = useState(vocabulary.characters.join('\n'));
  const [places, setPlaces] = useState(vocabulary.places.join('\n'));
  const saving = useMutation({
    mutationFn: () =>
      rightsClient.changeProduction(production.slug, {
        vocabulary: { characters: readLines(characters), places: readLines(places) },
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['register', production.slug] }),
  });
  const isChanged =
    !isSame(readLines(characters), vocabulary.characters) || !isSame(readLines(places), vocabulary.places);
  const problems = problemsOfFields(saving.error);
  const may = useRights(production.slug);
  const mayChange = may('switch-policy-packs');
  return (
    <form
      className={styles.vocabulary}
      aria-label="Names of the story"
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && !saving.isPending) saving.mutate();
      }}
    >
      <div className={rightsStyles.sectionHead}>
        <h2 className={rightsStyles.sectionTitle}>Names of the story</h2>
      </div>
      <p className={styles.fine}>
        Names here are not taken for people when prompts, scripts and file names are read. Everybody else who sounds
        like a real person is a question to a human.
      </p>
      <fieldset className={styles.names} disabled={!mayChange}>
        <TextField
          label="Characters, one a line"
          rows={6}
          value={characters}
          onChange={setCharacters}
          problem={problemAt(problems, 'vocabulary.characters')}
        />
        <TextField
          label="Places, one a line"
          rows={6}
          value={places}
          onChange={setPlaces}
          problem={problemAt(problems, 'vocabulary.places')}
        />
      </fieldset>
      {saving.error && problems.size === 0 && <ProblemNotice error={saving.error} />}
      {mayChange && (
        <div className={styles.save}>
          <button type="submit" className={rightsStyles.button} disabled={!isChanged || saving.isPending}>
            {saving.isPending ? 'Saving' : 'Save the names'}
          </button>
          <span className="faint" role="status">
            {isChanged ? 'Not saved yet' : saving.isSuccess ? 'Saved' : ''}
          </span>
        </div>
      )}
    </form>
  );
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
