import { TwoFields } from '../forms/form-group.tsx';
import { NumberField } from './number-field.tsx';
import type { Json } from './set-up-json.ts';

/** Parameters of a set-up, and how to change some of them. */
export interface ParametersProps {
  readonly parameters: Json;
  readonly onChange: (change: Json) => void;
}

/** Width and height of what is made. */
export function SizeFields({ parameters, onChange }: ParametersProps) {
  return (
    <TwoFields>
      <NumberField
        label="Width, px"
        value={parameters.widthPx}
        min={64}
        max={8192}
        step={2}
        onChange={(widthPx) => onChange({ widthPx })}
      />
      <NumberField
        label="Height, px"
        value={parameters.heightPx}
        min={64}
        max={8192}
        step={2}
        onChange={(heightPx) => onChange({ heightPx })}
      />
    </TwoFields>
  );
}
