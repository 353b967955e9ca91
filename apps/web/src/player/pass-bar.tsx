import type { Pass } from '@backlot/server';
import { PASS_NAMES, PASS_ORDER } from './pass-names.ts';
import styles from './viewer.module.css';

interface PassBarProps {
  readonly passes: readonly Pass[];
  readonly shown: Pass;
  readonly onShow: (pass: Pass) => void;
}

/** Which picture is shown; number keys do the same. */
export function PassBar({ passes, shown, onShow }: PassBarProps) {
  return (
    <fieldset className={styles.passes} aria-label="Picture">
      {PASS_ORDER.filter((pass) => passes.includes(pass)).map((pass) => (
        <button
          key={pass}
          type="button"
          aria-pressed={pass === shown}
          className={styles.pass}
          onClick={() => onShow(pass)}
          title={`${PASS_NAMES[pass]} (${PASS_ORDER.indexOf(pass) + 1})`}
        >
          {PASS_NAMES[pass]}
        </button>
      ))}
    </fieldset>
  );
}
