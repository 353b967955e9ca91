import { useEffect, useRef } from 'react';

/** What each key does, by its name in lower case; `shift+arrowleft` names a chord. */
export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="dialog"]';

/**
 * Listens for keys on the whole page while mounted. Silent while a person types, in dialogs, and for keys that the
 * focused control itself answers (a button's space, a slider's arrows).
 */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof Element ? event.target : undefined;
      if (target?.closest(TYPING)) return;
      const isControl = target?.closest('button, a, summary') && (event.key === ' ' || event.key === 'Enter');
      if (isControl) return;
      const isNamed = event.key.length > 1;
      const name = `${event.shiftKey && isNamed ? 'shift+' : ''}${event.key.toLowerCase()}`;
      const act = latest.current[name];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
