import { BacklotError } from '@backlot/film';

/** A server answered with something that its protocol does not know: `what` says which, in a few words. */
export function answerInvalid(host: string, what: string): BacklotError {
  return new BacklotError('MODEL_ANSWER_INVALID', `${host} answered with ${what}`, {
    hint: 'Check that the address is the one of this kind of back end; a proxy or sign-in page may stand before it.',
  });
}
