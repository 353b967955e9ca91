const PATHS = {
  first: 'M3 3h1.6v10H3zM13 3v10L5.6 8z',
  back: 'M11.5 3v10L4 8z',
  play: 'M4 2.5v11l9-5.5z',
  pause: 'M4 3h3v10H4zM9 3h3v10H9z',
  on: 'M4.5 3v10L12 8z',
  last: 'M13 3h-1.6v10H13zM3 3v10l7.4-5z',
} as const;

/** A transport sign; the button around it carries the name. */
export function Glyph({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="currentColor">
      <path d={PATHS[name]} />
    </svg>
  );
}
