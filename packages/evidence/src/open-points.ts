import type { DisclosedTake, ProductionDisclosure } from './production-disclosure.ts';

/** Something in a report that whoever receives it will ask about. */
export interface OpenPoint {
  readonly shot: string;
  /** `v003` */
  readonly version: string;
  readonly text: string;
}

/**
 * What is missing or does not stand any more in the told takes: consents, licences, union notices, approvals, seals,
 * models nobody answers for. Judges nothing: whether a use may go out is policy's to say.
 */
export function listOpenPoints({ shots }: ProductionDisclosure): readonly OpenPoint[] {
  return shots.flatMap(({ code, takes }) =>
    takes.flatMap((take) => pointsOf(take).map((text) => ({ shot: code, version: take.version, text }))),
  );
}

function pointsOf(take: DisclosedTake): string[] {
  return [...pointsOfPeople(take), ...pointsOfMaterial(take), ...pointsOfEvidence(take)];
}

function pointsOfPeople({ consents, syntheticPerformers }: DisclosedTake): string[] {
  return [
    ...consents
      .filter(({ state }) => state !== 'granted')
      .map(({ performer, consentId, state }) => `Consent of ${performer} is ${state} (${consentId})`),
    ...syntheticPerformers
      .filter(({ unionNoticeOn }) => unionNoticeOn === null)
      .map(({ name }) => `No union notice for the synthetic performer ${name}`),
    ...syntheticPerformers
      .filter(({ approvedBy }) => approvedBy === null)
      .map(({ name }) => `Nobody has approved the synthetic performer ${name}`),
  ];
}

function pointsOfMaterial({ inputs, models, digitalSourceType }: DisclosedTake): string[] {
  const isTrained = /trained/i.test(digitalSourceType);
  return [
    ...inputs.filter(({ licence }) => licence === null).map(({ name }) => `No licence is stated for ${name}`),
    ...(isTrained && models.length === 0 ? ['A trained model had a part in it, and none is named'] : []),
    ...models
      .filter(({ trainedOn }) => /^(undeclared|unknown|)$/i.test(trainedOn.trim()))
      .map(({ name }) => `What the model ${name} was trained on is not declared`),
    ...models
      .filter(({ keepsInputs }) => keepsInputs)
      .map(({ name }) => `The model ${name} keeps or trains on its inputs`),
  ];
}

function pointsOfEvidence({ decision, approvals, seal }: DisclosedTake): string[] {
  return [
    ...(decision?.outcome === 'allow' ? [] : ['The rules do not allow it as it stands']),
    ...(approvals.some(({ of }) => of === 'take') ? [] : ['Nobody has approved the finished take']),
    ...(seal === null ? ['Its files carry no Content Credentials'] : []),
    ...(seal && seal.humanOversightLevel !== 'human_validated'
      ? ['Its Content Credentials do not say yet that people approved it']
      : []),
  ];
}
