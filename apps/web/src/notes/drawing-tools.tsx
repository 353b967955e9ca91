import { type DrawingTool, STROKE_COLOURS } from './note-draft.ts';
import styles from './notes.module.css';

interface DrawingToolsProps {
  readonly tool: DrawingTool;
  readonly colour: string;
  readonly onTool: (tool: DrawingTool) => void;
  readonly onColour: (colour: string) => void;
  readonly onUndo: (() => void) | undefined;
  readonly onDone: () => void;
}

/** Pen, arrow and colours, over the picture while somebody draws. */
export function DrawingTools({ tool, colour, onTool, onColour, onUndo, onDone }: DrawingToolsProps) {
  return (
    <div className={styles.tools} role="toolbar" aria-label="Drawing">
      <button type="button" aria-pressed={tool === 'pen'} onClick={() => onTool('pen')}>
        Pen
      </button>
      <button type="button" aria-pressed={tool === 'arrow'} onClick={() => onTool('arrow')}>
        Arrow
      </button>
      <span className={styles.rule} />
      {STROKE_COLOURS.map(([name, value]) => (
        <button
          key={value}
          type="button"
          className={styles.colour}
          aria-label={name}
          aria-pressed={colour === value}
          onClick={() => onColour(value)}
        >
          <span style={{ background: value }} />
        </button>
      ))}
      <span className={styles.rule} />
      <button type="button" disabled={!onUndo} onClick={onUndo}>
        Undo
      </button>
      <button type="button" onClick={onDone}>
        Done
      </button>
    </div>
  );
}
