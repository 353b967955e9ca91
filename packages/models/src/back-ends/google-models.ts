import type { GoogleProvider } from '@ai-sdk/google';
import type { BackEndConnection, OfferedModel } from '@backlot/engine';
import { baseUrlOf } from './shared/base-url.ts';

/** Where Google's Gemini API answers. */
export const GOOGLE_ADDRESS = 'https://generativelanguage.googleapis.com';

const PRICES = 'ai.google.dev/gemini-api/docs/pricing';

/** Prices as Google's own page listed them on the day named; a card's price goes before. */
export const GOOGLE_MODELS: readonly OfferedModel[] = [
  {
    name: 'gemini-3-pro-image-preview',
    title: 'Gemini 3 Pro Image',
    task: 'image',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'reference', isRequired: false },
      { slot: 'sketch', isRequired: false },
    ],
    price: { unit: 'image', usdMicros: 134_000, source: `${PRICES}, 1K and 2K, 2026-09-20` },
  },
  {
    name: 'veo-3.1-generate-preview',
    title: 'Veo 3.1',
    task: 'video',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'last-image', isRequired: false },
      { slot: 'reference', isRequired: false },
    ],
    price: { unit: 'second', usdMicros: 400_000, source: `${PRICES}, 720p and 1080p with sound, 2026-09-20` },
  },
  {
    name: 'veo-3.1-fast-generate-preview',
    title: 'Veo 3.1 Fast',
    task: 'video',
    slots: [
      { slot: 'image', isRequired: false },
      { slot: 'last-image', isRequired: false },
    ],
  },
  // A reader of briefs; any other that answers in a given form can be named on a card.
  { name: 'gemini-3.8-flash', title: 'Gemini 3.8 Flash', task: 'words', slots: [] },
];

/** AI SDK's way to Google, through the gateway. */
export async function openGoogle(connection: BackEndConnection): Promise<GoogleProvider> {
  // Loaded when it is used: SDKs take long, and most commands need none.
  const { createGoogle } = await import('@ai-sdk/google');
  return createGoogle({
    apiKey: connection.key ?? '',
    baseURL: `${baseUrlOf(connection, GOOGLE_ADDRESS)}/v1beta`,
    fetch: connection.outbound.fetch,
  });
}

/** Google takes the key in a header of its own; in an address it would stand in every log. */
export function authorizeGoogle({ key = '' }: BackEndConnection): Readonly<Record<string, string>> {
  return { 'x-goog-api-key': key };
}
