import type { Consent, Operation, PolicyPack } from '@backlot/film';

/** Rule packs as a report names them. */
export const PACK_WORDS: Readonly<Record<'house' | PolicyPack, { readonly title: string; readonly source: string }>> = {
  house: { title: 'House rules', source: 'This studio' },
  netflix: {
    title: 'Netflix',
    source: 'Netflix, Using Generative AI in Content Production (Aug 2025)',
  },
  'sag-aftra': {
    title: 'SAG-AFTRA',
    source: 'SAG-AFTRA TV/Theatrical 2023; terms of 2026 as reported',
  },
  california: { title: 'California', source: 'AB 2602 (Labor Code §927) and AB 1836' },
  'eu-ai-act': { title: 'EU AI Act', source: 'Regulation (EU) 2024/1689, Article 50' },
};

/** What was done with a person, in words that follow their name. */
export const OPERATION_WORDS: Readonly<Record<Operation, string>> = {
  cosmetic: 'customary finishing',
  're-age': 're-aged',
  'performance-change': 'performance changed',
  'face-replacement': 'face replaced',
  replica: 'performs as a digital replica',
  'likeness-in-design': 'shown in designs',
  'voice-synthesis': 'voice synthesised',
  dub: 'dubbed in their voice',
  scan: 'scanned',
  training: 'a model learnt from them',
};

/** Kinds of consent in words. */
export const KIND_WORDS: Readonly<Record<Consent['kind'], string>> = {
  'employment-based-replica': 'employment-based digital replica',
  'independently-created-replica': 'independently created digital replica',
  'background-actor-replica': 'background actor digital replica',
  'digital-alteration': 'digital alteration',
  voice: 'voice',
};
