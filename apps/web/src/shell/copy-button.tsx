import { useState } from 'react';
import styles from './copy-button.module.css';

interface CopyButtonProps {
  readonly text: string;
  /** Completes "Copy …" for those who do not see what it stands beside. */
  readonly what: string;
}

const SHOWN_MS = 1600;

/** Puts a text on the clipboard and says that it did. */
export function CopyButton({ text, what }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  const copy = async (): Promise<void> => {
    const outcome = await navigator.clipboard.writeText(text).then(
      () => 'copied' as const,
      () => 'failed' as const,
    );
    setState(outcome);
    setTimeout(() => setState('idle'), SHOWN_MS);
  };
  return (
    <button type="button" className={styles.copy} aria-label={`Copy ${what}`} onClick={() => void copy()}>
      <span aria-live="polite">{state === 'idle' ? 'Copy' : state === 'copied' ? 'Copied' : 'Not allowed'}</span>
    </button>
  );
}
