import { describe, expect, it } from 'vitest';
import { secrets } from '../sign-in/secrets.ts';
import { createLog } from './create-log.ts';

const lines: string[] = [];
const log = createLog('info', { write: (line) => lines.push(line) });

describe('the log', () => {
  it('leaves secrets out wherever they stand', () => {
    const token = secrets.next('token');
    const link = secrets.next('guest-link');
    const query = new Error(`Failed query: insert into accounts values ($1)\nparams: 4f:scrypt-hash,ada@example.org`);
    log.info({ headers: { authorization: `Bearer ${token}`, cookie: `backlot.session_token=abc.def; x=1` } }, 'one');
    log.error(
      { err: new Error(`http://localhost:4600/guest#${link} failed`), body: { password: 'correct horse' } },
      token,
    );
    log.error({ err: query }, query.message);
    log.warn(`sent Bearer abcdefghij and backlot.link=${link}; more`);
    const text = lines.join('\n');
    expect(lines).toHaveLength(4);
    for (const secret of [token, link, 'abc.def', 'correct horse', 'abcdefghij', 'scrypt-hash', 'ada@example.org']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('Failed query');
  });

  it('stays JSON, one line each', () => {
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number) });
  });
});
