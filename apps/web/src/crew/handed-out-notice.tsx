import type { HandedOut } from '@backlot/server';
import { CopyButton } from '../shell/copy-button.tsx';
import { formatMoment } from '../shell/format.ts';
import styles from './members-page.module.css';

/** A new link or token, shown this once: only its hash is kept. */
export function HandedOutNotice({ handedOut }: { readonly handedOut: HandedOut }) {
  const { key, secret } = handedOut;
  const isToken = key.purpose.kind === 'token';
  return (
    <div className={styles.once} role="status">
      <span>
        {isToken ? 'The token' : `The link for ${key.label}`}, shown this once. It works until{' '}
        {formatMoment(key.expiresAt)}.
      </span>
      <code>{secret}</code>
      <span>
        <CopyButton text={secret} what={isToken ? 'the token' : 'the link'} />
      </span>
    </div>
  );
}
