import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Keeps a choice in the page's address, so that a reload and a link that is passed on show the same; `home` is shown without. */
export function useKeptFrame(takeId: string, frame: number, home = 0): void {
  const navigate = useNavigate();
  const kept = useRef(frame);
  useEffect(() => {
    if (kept.current === frame) return;
    kept.current = frame;
    void navigate({
      to: '/takes/$take',
      params: { take: takeId },
      search: frame === home ? {} : { frame },
      replace: true,
      resetScroll: false,
    });
  }, [navigate, takeId, frame, home]);
}
