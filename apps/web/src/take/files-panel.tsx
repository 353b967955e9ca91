import type { TakeFile } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { fileUrl } from '../client/studio-client.ts';
import { formatBytes } from '../shell/format.ts';
import styles from './take.module.css';

const ROLE_NAMES: Readonly<Record<string, string>> = {
  video: 'Video',
  poster: 'Poster',
  composite: 'Composite frames',
  passes: 'Pass frames',
  mask: 'Mask frames',
  manifest: 'Seals beside the frames',
  variant: 'Variants',
  'variant-linear': 'Variants, scene-linear',
  'contact-sheet': 'Contact sheet',
  sound: 'Sound',
  line: 'Lines',
  waveform: 'Pictures of the sound',
  'cue-sheet': 'Cue sheet',
  original: 'As the model sent them',
  report: 'Reports',
};

/** What the take made, with sizes, each to download. */
export function FilesPanel({ take }: { readonly take: TakeDetail }) {
  const total = take.files.reduce((sum, file) => sum + file.byteLength, 0);
  return (
    <section className={styles.block}>
      <div className={styles.notesHead}>
        <h2 className={styles.heading}>Files</h2>
        <span className="faint">
          {take.files.length} files, {formatBytes(total)}
        </span>
      </div>
      {rolesOf(take.files).map(([role, files]) => (
        <FileGroup key={role} take={take} title={ROLE_NAMES[role] ?? role} files={files} />
      ))}
    </section>
  );
}

interface FileGroupProps {
  readonly take: TakeDetail;
  readonly title: string;
  readonly files: readonly TakeFile[];
}

function FileGroup({ take, title, files }: FileGroupProps) {
  const rows = (
    <ul className={styles.files}>
      {files.map((file) => (
        <li key={file.name}>
          <a href={fileUrl(take.id, file.name, { download: true })} download aria-label={`Download ${file.name}`}>
            {file.name}
          </a>
          <span className="mono">{formatBytes(file.byteLength)}</span>
        </li>
      ))}
    </ul>
  );
  if (files.length <= 4) {
    return (
      <div className={styles.fileGroup}>
        <h3>{title}</h3>
        {rows}
      </div>
    );
  }
  const bytes = files.reduce((sum, file) => sum + file.byteLength, 0);
  return (
    <details className={styles.fileGroup}>
      <summary>
        <h3>{title}</h3>
        <span className={styles.fileGroupSize}>
          {files.length} files, {formatBytes(bytes)}
        </span>
      </summary>
      {rows}
    </details>
  );
}

function rolesOf(files: readonly TakeFile[]): [string, TakeFile[]][] {
  const roles = new Map<string, TakeFile[]>();
  for (const file of files) roles.set(file.role, [...(roles.get(file.role) ?? []), file]);
  return [...roles];
}
