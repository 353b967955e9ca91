import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Keeps a choice in the page's address, so that a reload and a link that is passed on show the same. */
export function useKeptFrame(takeId: string, frame: number): void {
  const navigate = useNavigate();
  const kept = useRef(frame);
  useEffect(() => {
    if (kept.current === frame) return;
    kept.current = frame;
    void navigate({
      to: '/takes/$take',
      params: { take: takeId },
      search: frame === 0 ? {} : { frame },
      replace: true,
      resetScroll: false,
    });
  }, [navigate, takeId, frame]);
}
