import type {
  ConsentRequest,
  LicenceRequest,
  ModelCardRequest,
  PerformerRequest,
  PolicyPack,
  Purpose,
  UseDeclaration,
  Vocabulary,
  WorkRequest,
} from '@backlot/film';
import { api, read } from './studio-client.ts';

/** A use that nobody has asked for yet. */
export interface DraftUse {
  /** `sq010/sh0040` */
  readonly shot: string;
  readonly purpose: Purpose;
  readonly use: UseDeclaration;
}

/** What of a production is switched or replaced; the rest stays. */
interface ProductionChange {
  readonly packs?: PolicyPack[];
  readonly vocabulary?: Vocabulary;
  readonly isUnionOnStrike?: boolean;
}

/** Registers of rights over HTTP. Every function throws `ApiProblem`. */
export const rightsClient = {
  register: (production: string) => read(api.productions[':production'].register.$get({ param: { production } })),
  changeProduction: (production: string, change: ProductionChange) =>
    read(api.productions[':production'].$patch({ param: { production }, json: toWire(change) })),
  deliveries: (production: string) => read(api.productions[':production'].deliveries.$get({ param: { production } })),
  explainDraft: (production: string, draft: DraftUse) =>
    read(api.productions[':production'].explain.$post({ param: { production }, json: toWire(draft) })),
  addPerformer: (production: string, performer: PerformerRequest) =>
    read(api.productions[':production'].performers.$post({ param: { production }, json: toWire(performer) })),
  changePerformer: (performer: string, change: PerformerRequest) =>
    read(api.performers[':performer'].$put({ param: { performer }, json: toWire(change) })),
  addReference: (performer: string, picture: File) =>
    read(api.performers[':performer'].references.$post({ param: { performer }, form: { picture } })),
  usesOfPerformer: (performer: string) => read(api.performers[':performer'].uses.$get({ param: { performer } })),
  recordConsent: (production: string, consent: ConsentRequest) =>
    read(api.productions[':production'].consents.$post({ param: { production }, json: toWire(consent) })),
  attachDocument: (consent: string, document: File) =>
    read(api.consents[':consent'].document.$post({ param: { consent }, form: { document } })),
  grantConsent: (consent: string) => read(api.consents[':consent'].grant.$post({ param: { consent } })),
  withdrawConsent: (consent: string, text: string) =>
    read(api.consents[':consent'].withdraw.$post({ param: { consent }, json: text === '' ? {} : { text } })),
  addLicence: (production: string, licence: LicenceRequest, document: File | undefined) =>
    read(
      api.productions[':production'].licences.$post({
        param: { production },
        form: { licence: JSON.stringify(licence), ...(document ? { document } : {}) },
      }),
    ),
  revokeLicence: (licence: string, text: string) =>
    read(api.licences[':licence'].revoke.$post({ param: { licence }, json: text === '' ? {} : { text } })),
  usesOfLicence: (licence: string) => read(api.licences[':licence'].uses.$get({ param: { licence } })),
  addModel: (production: string, model: ModelCardRequest) =>
    read(api.productions[':production'].models.$post({ param: { production }, json: model })),
  correctModel: (model: string, card: ModelCardRequest) =>
    read(api.models[':model'].$put({ param: { model }, json: card })),
  retireModel: (model: string) => read(api.models[':model'].retire.$post({ param: { model } })),
  addWork: (production: string, work: WorkRequest, picture: File) =>
    read(
      api.productions[':production'].works.$post({
        param: { production },
        form: { work: JSON.stringify(work), picture },
      }),
    ),
  licenseWork: (work: string, licenceId: string) =>
    read(api.works[':work'].licence.$put({ param: { work }, json: { licenceId } })),
  mine: () => read(api.mine.$get()),
} as const;

/** Address of the signed document of a consent or a licence. */
export function documentUrl(kind: 'consents' | 'licences', id: string): string {
  return `/api/${kind}/${encodeURIComponent(id)}/document`;
}

/** Address of the picture of a work on file. */
export function workPictureUrl(work: string): string {
  return `/api/works/${encodeURIComponent(work)}/picture`;
}

/** Address of a production's disclosure report. */
export function disclosureUrl(production: string, format: 'pdf' | 'json'): string {
  return `/api/productions/${encodeURIComponent(production)}/disclosure.${format}`;
}

type Writable<T> = T extends object ? { -readonly [K in keyof T]: Writable<T[K]> } : T;

/** The film's readonly lists as the form in which JSON is written. */
function toWire<T>(value: T): Writable<T> {
  return value as Writable<T>;
}
