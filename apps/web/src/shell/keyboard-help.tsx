import { Modal } from '@mantine/core';
import styles from './keyboard-help.module.css';

const GROUPS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    title: 'Frames',
    keys: [
      ['← →', 'One frame back, on'],
      ['Shift ← →', 'Ten frames back, on'],
      ['Home End', 'First, last frame'],
      ['[ ]', 'Note before, after'],
    ],
  },
  {
    title: 'Playing',
    keys: [
      ['Space', 'Play, pause'],
      ['J K L', 'Backward, pause, forward; again: faster'],
      ['R', 'Loop'],
      ['M', 'Sound on or off'],
      ['− +', 'Slower, faster'],
    ],
  },
  {
    title: 'Picture',
    keys: [
      ['1 … 8', 'Composite, plate, passes'],
      ['W', 'Wipe against the plate'],
      ['Shift , .', 'Move the wipe'],
      ['B', 'Other side of the version stack'],
    ],
  },
  {
    title: 'Variants',
    keys: [
      ['1 … 4', 'Look at a variant'],
      ['← →', 'Variant before, after'],
      ['G', 'All, or this one alone'],
      ['P', 'Pick this one, for everyone'],
      ['I', 'Iterate from this one'],
    ],
  },
  {
    title: 'Review',
    keys: [
      ['N', 'Write a note on this frame'],
      ['D', 'Draw on this frame'],
      ['Esc', 'Leave drawing'],
      ['Ctrl Enter', 'Save the note'],
      ['?', 'This help'],
    ],
  },
];

/** All keys on one sheet. */
export function KeyboardHelp({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Keyboard"
      size={720}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.sheet}>
        {GROUPS.map((group) => (
          <section key={group.title}>
            <h3 className={styles.title}>{group.title}</h3>
            <dl className={styles.keys}>
              {group.keys.map(([keys, what]) => (
                <div key={keys} className={styles.row}>
                  <dt>
                    {keys.split(' ').map((key) =>
                      key === '…' ? (
                        key
                      ) : (
                        <kbd key={key} className="kbd">
                          {key}
                        </kbd>
                      ),
                    )}
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
