import { formatTakeVersion } from '@backlot/film';
import type { TakeDetail } from '@backlot/server';
import { useNavigate } from '@tanstack/react-router';
import styles from './take.module.css';
import type { SideControl } from './use-version-sides.ts';

interface VersionSidesProps {
  readonly take: TakeDetail;
  readonly sides: SideControl;
}

/** The version stack: which take this page is of, and which one lies under it as side B. */
export function VersionSides({ take, sides }: VersionSidesProps) {
  const navigate = useNavigate();
  const others = sides.versions.filter((each) => each.id !== take.id && each.poster !== null);
  return (
    <div className={styles.sides}>
      <label className={styles.side} data-shown={!sides.isOtherShown}>
        <span className={styles.sideLetter}>A</span>
        <select
          aria-label="Version of side A"
          value={take.id}
          onChange={(event) => void navigate({ to: '/takes/$take', params: { take: event.target.value } })}
        >
          {(sides.versions.length > 0 ? sides.versions : [take]).map((each) => (
            <option key={each.id} value={each.id}>
              {formatTakeVersion(each.version)}
            </option>
          ))}
        </select>
      </label>
      {others.length > 0 && (
        <>
          <label className={styles.side} data-shown={sides.isOtherShown}>
            <span className={styles.sideLetter}>B</span>
            <select
              aria-label="Version of side B"
              value={sides.other ?? ''}
              onChange={(event) => sides.setOther(event.target.value)}
            >
              {others.map((each) => (
                <option key={each.id} value={each.id}>
                  {formatTakeVersion(each.version)}
                </option>
              ))}
            </select>
          </label>
          <button
            type="button"
            className={styles.switch}
            aria-pressed={sides.isOtherShown}
            onClick={sides.toggle}
            title="Other side (B)"
          >
            Switch
          </button>
        </>
      )}
    </div>
  );
}
