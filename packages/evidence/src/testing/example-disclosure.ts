import { sha256Hex } from '../hash.ts';
import type { DisclosedTake, ProductionDisclosure } from '../production-disclosure.ts';

const hashOf = (text: string) => sha256Hex(text);
const ada = { name: 'Ada Lindqvist', role: 'artist' } as const;
const grace = { name: 'Grace O’Malley-Iñárritu', role: 'supervisor' } as const;
const pat = { name: 'Paweł Król', role: 'producer' } as const;
const nadia = { name: 'Nadia Ben Salah', role: 'legal' } as const;

const COLLAPSE_TAKE: DisclosedTake = {
  takeId: '01jd3m8k2xq7ahvd',
  version: 'v003',
  state: 'delivered',
  purpose: 'final',
  requestedBy: ada,
  requestedAt: '2026-11-18T08:12:40.000Z',
  operations: [
    'a five-storey building in the plate comes down',
    'dust and debris are added',
    'the street in front is relit',
  ],
  digitalSourceType: 'compositeSynthetic',
  engine: { id: 'collapse', title: 'Building collapse', version: '1.4.0' },
  models: [],
  consents: [],
  syntheticPerformers: [],
  inputs: [
    {
      role: 'plate',
      name: 'harbour-street-A012C003.exr',
      sha256: hashOf('plate'),
      licence: {
        owner: 'Nordlicht Film GmbH',
        terms: 'Shot for this production on 3 October 2026; all uses in it.',
        source: 'call sheet 14, release 2026-10-03',
      },
    },
    {
      role: 'clean-plate',
      name: 'harbour-street-clean.exr',
      sha256: hashOf('clean'),
      licence: { owner: 'Nordlicht Film GmbH', terms: 'Shot for this production; all uses in it.' },
    },
  ],
  decision: {
    outcome: 'allow',
    policyHash: hashOf('policy'),
    reasons: [
      {
        ruleId: 'house.final-needs-supervisor',
        text: 'A final take needs the approval of a supervisor; it was given for this very recipe.',
        source: 'House rules, 2',
      },
      {
        ruleId: 'netflix.temporary-or-approved',
        text: 'What goes into the final picture was approved in writing.',
        source: 'Netflix partner help centre, article 43393929218323, principle 4',
        role: 'producer',
      },
    ],
  },
  netflixMatrixRow: 'Background elements on camera: judgement; escalate if story-relevant',
  approvals: [
    { of: 'use', by: grace, at: '2026-11-18T09:03:11.000Z', text: 'As storyboarded.' },
    { of: 'take', by: grace, at: '2026-11-20T16:41:02.000Z', text: 'The parting line of the dust is right now.' },
    { of: 'take', by: pat, at: '2026-11-21T10:15:30.000Z', text: '' },
  ],
  reviews: [
    {
      verdict: 'reject',
      by: grace,
      at: '2026-11-19T11:20:00.000Z',
      text: 'Frames 1018 to 1031: the façade folds too early.',
    },
    {
      verdict: 'approve',
      by: grace,
      at: '2026-11-20T16:41:02.000Z',
      text: 'The parting line of the dust is right now.',
    },
    { verdict: 'note', by: ada, at: '2026-11-20T17:00:00.000Z', text: 'Grain matched to A012C003.' },
  ],
  seal: {
    signer: 'Nordlicht Film Content Credentials',
    state: 'trusted',
    sealedAt: '2026-11-21T10:15:41.000Z',
    humanOversightLevel: 'human_validated',
    ledgerIndex: 412,
    ledgerHash: hashOf('412'),
  },
  recipeHash: hashOf('recipe'),
  watermarkId: 'bl1-7f3a92c4',
  watermarkedFiles: ['collapse.mp4', 'poster.png'],
};

const REAGE_TAKE: DisclosedTake = {
  ...COLLAPSE_TAKE,
  takeId: '01jd7w0t5c9m4e8r',
  version: 'v011',
  state: 'approved',
  operations: [
    'the face of Žofie Nováková is made about 25 years younger',
    'a crowd of synthetic passers-by is placed behind her',
  ],
  digitalSourceType: 'compositeWithTrainedAlgorithmicMedia',
  engine: { id: 'reage', title: 'Re-age', version: '0.9.2' },
  models: [
    {
      name: 'Reage-S',
      vendor: 'Nordlicht Film GmbH, own model',
      version: '2.1',
      licence: 'own work',
      trainedOn: 'own plates of Žofie Nováková, with her consent for this production only',
      keepsInputs: false,
      isSecured: true,
    },
  ],
  consents: [
    {
      performer: 'Žofie Nováková',
      consentId: 'consent-0007',
      kind: 'digital alteration',
      use: 're-age the face by up to 30 years in the flashback of scene 41, shots sq041/sh0010 to sq041/sh0060; picture only, no voice',
      signedBy: 'Žofie Nováková',
      signedAs: 'performer',
      signedOn: '2026-09-30',
      documentSha256: hashOf('consent-0007'),
      state: 'granted',
    },
    {
      performer: '宮崎 さくら',
      consentId: 'consent-0012',
      kind: 'background-actor replica',
      use: 'replica in the crowd behind the tram, scene 41',
      signedBy: '宮崎 健一',
      signedAs: 'authorised representative',
      signedOn: '2026-10-02',
      documentSha256: hashOf('consent-0012'),
      state: 'withdrawn',
    },
  ],
  syntheticPerformers: [
    { name: 'Passer-by 3', unionNoticeOn: '2026-10-20', approvedBy: pat },
    { name: 'Passer-by 4', unionNoticeOn: null, approvedBy: null },
  ],
  inputs: [
    {
      role: 'plate',
      name: 'a-very-long-file-name-from-the-camera-that-never-ends-B003_C011_1004QX.exr',
      sha256: hashOf('plate-41'),
      licence: null,
    },
  ],
  netflixMatrixRow: 'Talent replication (re-ageing, synthetic voice): consent of the talent and legal approval',
  approvals: [
    { of: 'use', by: nadia, at: '2026-11-19T09:03:11.000Z', text: 'Within consent-0007.' },
    { of: 'take', by: grace, at: '2026-11-22T08:41:02.000Z', text: '' },
  ],
  reviews: [],
  seal: {
    signer: 'Backlot development signer',
    state: 'valid',
    sealedAt: '2026-11-22T08:41:20.000Z',
    humanOversightLevel: 'human_validated',
    ledgerIndex: 455,
    ledgerHash: hashOf('455'),
  },
  recipeHash: hashOf('recipe-2'),
  watermarkId: null,
  watermarkedFiles: [],
};

/** A production such as there is one: two told takes, names of several scripts, gaps that must show. */
export const EXAMPLE_DISCLOSURE: ProductionDisclosure = {
  schema: 1,
  studioVersion: '0.1.0',
  production: { slug: 'night-harbour', title: 'Night Harbour' },
  policyPacks: [
    { id: 'house', title: 'House rules', source: 'Backlot, packages/policy/policies/house.cedar' },
    {
      id: 'netflix',
      title: 'Netflix guidance',
      source: 'Using Generative AI in Content Production, partner help centre, August 2025',
    },
    { id: 'sag-aftra', title: 'SAG-AFTRA', source: 'TV/Theatrical 2023; terms of 2026 as reported' },
    { id: 'ca-ab-2602', title: 'California AB 2602', source: 'Labor Code § 927' },
  ],
  generatedAt: '2026-11-25T12:00:00.000Z',
  ledgerHead: { index: 468, hash: hashOf('468') },
  shots: [
    {
      code: 'sq010/sh0040',
      takes: [COLLAPSE_TAKE],
      otherTakes: [
        {
          takeId: 'a',
          version: 'v001',
          state: 'rejected',
          purpose: 'ideation',
          engine: 'collapse',
          requestedBy: ada,
          requestedAt: '2026-11-12T08:00:00.000Z',
        },
        {
          takeId: 'b',
          version: 'v002',
          state: 'in-review',
          purpose: 'temp',
          engine: 'collapse',
          requestedBy: { name: 'Дмитро Шевченко', role: 'artist' },
          requestedAt: '2026-11-15T14:30:00.000Z',
        },
      ],
    },
    { code: 'sq041/sh0020', takes: [REAGE_TAKE], otherTakes: [] },
    {
      code: 'sq052/sh0010',
      takes: [],
      otherTakes: [
        {
          takeId: 'c',
          version: 'v001',
          state: 'refused',
          purpose: 'final',
          engine: 'reage',
          requestedBy: { name: 'Nguyễn Thị Ánh', role: 'artist' },
          requestedAt: '2026-11-22T14:30:00.000Z',
        },
      ],
    },
  ],
  deliveries: [
    {
      takeId: COLLAPSE_TAKE.takeId,
      shot: 'sq010/sh0040',
      version: 'v003',
      by: pat,
      at: '2026-11-21T11:02:00.000Z',
      fileCount: 486,
      checksumsSha256: hashOf('checksums'),
      ledgerIndex: 418,
      isUncertain: false,
      hasMarkedMasters: true,
    },
  ],
};
