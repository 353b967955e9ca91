import { useState } from 'react';

/** A field that shows the frame and takes another one: Enter goes there, Escape and leaving put it back. */
export function useFrameText(frame: number, durationFrames: number, goTo: (frame: number) => void) {
  const [typed, setTyped] = useState<string>();
  return {
    value: typed ?? String(frame),
    onFocus: (event: React.FocusEvent<HTMLInputElement>) => event.target.select(),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => setTyped(event.target.value.replace(/\D/g, '')),
    onBlur: () => setTyped(undefined),
    onKeyDown: (event: React.KeyboardEvent<HTMLInputElement>) => {
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      if (event.key === 'Enter' && typed) goTo(Math.min(durationFrames - 1, Number(typed)));
      setTyped(undefined);
      event.currentTarget.blur();
    },
  };
}
