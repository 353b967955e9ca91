interface FactProps {
  readonly name: string;
  readonly children: React.ReactNode;
}

/** A named fact of a record; a dash where nothing is known, so that the eye can skip it. */
export function Fact({ name, children }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children || <span className="faint">—</span>}</dd>
    </div>
  );
}
