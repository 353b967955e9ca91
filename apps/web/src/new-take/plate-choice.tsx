import { formatTakeVersion } from '@backlot/film';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { studioQueries } from '../client/studio-queries.ts';
import { formatBytes } from '../shell/format.ts';
import styles from './new-take-dialog.module.css';

/** A plate from this computer, or that of an earlier take. */
export type ChosenPlate =
  | { readonly kind: 'file'; readonly file: File }
  | { readonly kind: 'take'; readonly takeId: string };

interface PlateChoiceProps {
  readonly chosen: ChosenPlate | undefined;
  readonly onChoose: (plate: ChosenPlate, name: string) => void;
  /** A set-up file was chosen: its text. */
  readonly onSetUp: (text: string) => void;
}

/** Files can be dropped anywhere on this part: a picture becomes the plate, a `.json` the set-up. */
export function PlateChoice({ chosen, onChoose, onSetUp }: PlateChoiceProps) {
  const [isOver, setOver] = useState(false);
  const [plateId, setUpId] = [useId(), useId()];
  const takes = useQuery(studioQueries.recentTakes()).data ?? [];
  const known = [...new Map(takes.flatMap((take) => (take.plate ? [[take.plate.sha256, take]] : []))).values()];
  const take = async (files: Iterable<File>): Promise<void> => {
    for (const file of files) {
      if (file.name.endsWith('.json')) onSetUp(await file.text());
      else onChoose({ kind: 'file', file }, file.name);
    }
  };
  return (
    <section
      aria-label="Plate"
      className={styles.plate}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer.files);
      }}
    >
      <p className={styles.legend}>Plate</p>
      <p className={styles.chosen}>
        {chosen === undefined && 'JPEG, PNG, TIFF or EXR. Choose it or drop it here, with its set-up if you have one.'}
        {chosen?.kind === 'file' && `${chosen.file.name}, ${formatBytes(chosen.file.size)}`}
        {chosen?.kind === 'take' &&
          `${takes.find((each) => each.id === chosen.takeId)?.plate?.name ?? 'The plate'} of an earlier take`}
      </p>
      <div className={styles.pickers}>
        <label htmlFor={plateId} className={styles.picker}>
          Choose plate
          <input
            id={plateId}
            type="file"
            accept="image/jpeg,image/png,image/tiff,.exr,.tif,.tiff"
            onChange={(event) => void take(event.target.files ?? [])}
          />
        </label>
        <label htmlFor={setUpId} className={styles.picker}>
          Choose set-up file
          <input
            id={setUpId}
            type="file"
            accept=".json,application/json"
            onChange={(event) => void take(event.target.files ?? [])}
          />
        </label>
      </div>
      {known.length > 0 && (
        <select
          className={styles.known}
          aria-label="Plate of an earlier take"
          value={chosen?.kind === 'take' ? chosen.takeId : ''}
          onChange={(event) => {
            const from = takes.find((each) => each.id === event.target.value);
            if (from?.plate) onChoose({ kind: 'take', takeId: from.id }, from.plate.name);
          }}
        >
          <option value="">Or the plate of an earlier take</option>
          {known.map((each) => (
            <option key={each.id} value={each.id}>
              {each.plate?.name}, {each.shot} {formatTakeVersion(each.version)}
            </option>
          ))}
        </select>
      )}
    </section>
  );
}
