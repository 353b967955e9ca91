import { useState } from 'react';

/** The value, or while there is none the last one that there was. */
export function useLatest<T>(value: T | undefined): T | undefined {
  const [latest, setLatest] = useState(value);
  if (value !== undefined && JSON.stringify(value) !== JSON.stringify(latest)) setLatest(value);
  return value ?? latest;
}
