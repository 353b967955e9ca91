import { Modal } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';

interface StudioModalProps {
  readonly title: string;
  /** Width, px. */
  readonly size: number;
  readonly onClose: () => void;
  readonly children: React.ReactNode;
}

const FIRST = ['input:not([type="radio"])', 'input[type="radio"]:checked', 'select', 'textarea', 'button']
  .map((control) => `${control}:not(:disabled)`)
  .join(', ');

/**
 * A dialog that is there for as long as it is mounted. It begins at its first field, unless a control asks for it, and
 * gives the focus back to what opened it.
 */
export function StudioModal({ title, size, onClose, children }: StudioModalProps) {
  useFocusBack();
  const begin = useCallback((body: HTMLDivElement | null) => {
    if (body && !body.querySelector('[data-autofocus]'))
      body.querySelector(FIRST)?.setAttribute('data-autofocus', 'true');
  }, []);
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={size}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div ref={begin}>{children}</div>
    </Modal>
  );
}

/** Mantine gives the focus back when `opened` changes; these dialogs are mounted open and unmounted. */
function useFocusBack(): void {
  const [opener] = useState(() => document.activeElement);
  const isMounted = useRef(false);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
      requestAnimationFrame(() => {
        // Where another dialog has followed, the focus is its own.
        if (document.querySelector('[role="dialog"]')) return;
        const isLost = document.activeElement === null || document.activeElement === document.body;
        if (!isMounted.current && isLost && opener instanceof HTMLElement && opener.isConnected) opener.focus();
      });
    };
  }, [opener]);
}
