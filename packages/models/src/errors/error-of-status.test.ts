import { describe, expect, it } from 'vitest';
import { errorOfJob, errorOfStatus } from './error-of-status.ts';

const of = (status: number, body: unknown = {}, headers: Record<string, string> = {}) =>
  errorOfStatus({
    host: 'vendor.example',
    status,
    headers: new Headers(headers),
    body: typeof body === 'string' ? body : JSON.stringify(body),
    key: 'the-key',
  });

describe('errorOfStatus', () => {
  it.each([
    [400, {}, 'MODEL_REQUEST_INVALID'],
    [400, { error: { code: 'moderation_blocked', message: 'no' } }, 'MODEL_REFUSED'],
    [400, { error: { message: 'API key not valid. Please pass a valid API key.' } }, 'MODEL_KEY_REFUSED'],
    [401, {}, 'MODEL_KEY_REFUSED'],
    [401, { detail: { status: 'quota_exceeded' } }, 'MODEL_UNPAID'],
    [402, {}, 'MODEL_UNPAID'],
    [403, { detail: 'User is locked. Reason: Exhausted balance.' }, 'MODEL_UNPAID'],
    [404, {}, 'MODEL_NOT_FOUND'],
    [422, { detail: [{ type: 'content_policy_violation', msg: 'flagged' }] }, 'MODEL_REFUSED'],
    [422, { detail: [{ type: 'missing', msg: 'field required' }] }, 'MODEL_REQUEST_INVALID'],
    [
      422,
      { detail: [{ loc: ['body', 'safety_tolerance'], msg: 'Input should be at most 6', type: 'le' }] },
      'MODEL_REQUEST_INVALID',
    ],
    [
      400,
      { error: { message: 'safety_tolerance: expected 1 to 6', type: 'invalid_request' } },
      'MODEL_REQUEST_INVALID',
    ],
    [
      422,
      { detail: [{ msg: 'too long', type: 'length', input: 'a copyright lawyer, nsfw, no credits' }] },
      'MODEL_REQUEST_INVALID',
    ],
    [400, { error: 'No such size', request: { prompt: 'a sensitive copyright lawyer' } }, 'MODEL_REQUEST_INVALID'],
    [400, { error: { message: 'Unknown value "copyright" for style' } }, 'MODEL_REQUEST_INVALID'],
    [400, { error: { message: 'This prompt isn’t allowed by our content policy' } }, 'MODEL_REFUSED'],
    [400, 'Your request was flagged by moderation', 'MODEL_REFUSED'],
    [429, {}, 'MODEL_BUSY'],
    [429, { error: { code: 'insufficient_quota' } }, 'MODEL_UNPAID'],
    [429, { error: { message: 'You exceeded your quota, check your plan and billing details' } }, 'MODEL_BUSY'],
    [500, { error: 'content policy service is down' }, 'MODEL_FAILED'],
    [503, {}, 'MODEL_BUSY'],
    [304, {}, 'MODEL_ANSWER_INVALID'],
  ])('reads %d %j as %s', (status, body, code) => expect(of(status, body).code).toBe(code));

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
    [{ 'retry-after': 'soon' }, undefined],
  ])('reads how long to wait out of %j', (headers, retryAfterMs) => {
    expect(of(429, {}, headers).details?.retryAfterMs).toBe(retryAfterMs);
  });

  it('reads how long to wait out of a date', () => {
    const at = new Date(Date.now() + 60_000).toUTCString();
    expect(of(503, {}, { 'retry-after': at }).details?.retryAfterMs).toBeGreaterThan(50_000);
  });

  it('says what the vendor says, on one short line, without the key', () => {
    const { message } = of(401, { error: { message: `Bad key\n the-key or sk-proj-abcdef**** ${'x'.repeat(900)}` } });
    expect(message).toContain('Bad key [key] or [key]');
    expect(message.length).toBeLessThan(400);
  });

  it('shows nothing of a page of HTML', () => {
    expect(of(500, '<html>stack trace</html>').message).toBe('vendor.example failed (500)');
  });
});

it('takes a job’s failure for a refusal where the vendor speaks of its rules', () => {
  expect(errorOfJob({ host: 'v', said: 'Flagged as sensitive (E005)' }).code).toBe('MODEL_REFUSED');
  expect(errorOfJob({ host: 'v', said: 'CUDA out of memory, the-key', key: 'the-key' })).toMatchObject({
    code: 'MODEL_FAILED',
    message: 'v failed: CUDA out of memory, [key]',
  });
});
