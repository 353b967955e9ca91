import { useEffect, useRef, useState } from 'react';
import rightsStyles from '../rights/rights.module.css';
import styles from './material.module.css';

/** Three lines of a text, and the rest on demand where there is more. */
export function LongText({ text }: { readonly text: string }) {
  const paragraph = useRef<HTMLParagraphElement>(null);
  const [isCut, setCut] = useState(false);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const element = paragraph.current;
    if (!element || isOpen) return;
    const observer = new ResizeObserver(() => setCut(element.scrollHeight > element.clientHeight + 1));
    observer.observe(element);
    return () => observer.disconnect();
  }, [isOpen]);
  return (
    <>
      <p ref={paragraph} className={`${styles.terms} ${isOpen ? '' : styles.clamped}`}>
        {text}
      </p>
      {(isCut || isOpen) && (
        <button type="button" className={rightsStyles.link} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Less' : 'All of it'}
        </button>
      )}
    </>
  );
}
