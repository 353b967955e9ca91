import {
  type Consent,
  consentRequestSchema,
  consentStateOn,
  performerRequestSchema,
  performerSchema,
  policyPackSchema,
  productionSchema,
  purposeSchema,
  shotCodeSchema,
  useDeclarationSchema,
  vocabularySchema,
} from '@backlot/film';
import { z } from '@hono/zod-openapi';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theConsent, theLicence, thePerformer, theProduction } from '../door/resources.ts';
import { onlyVisibleTakes } from '../door/visible-takes.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import {
  type ConsentView,
  consentParams,
  consentWire,
  earlierDeliveryWire,
  explanationWire,
  licenceParams,
  performerParams,
  productionParams,
  registerWire,
  usesWire,
  withdrawalWire,
} from '../wire/rights-wire.ts';
import { hideFolders, listDeliveries, toDeliveryViews } from './delivery-views.ts';
import { toTakeUse } from './take-wiring.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});
const words = json(z.strictObject({ text: z.string().max(2000).optional() }));

const register = defineRoute({
  method: 'get',
  path: '/productions/{production}/register',
  access: { action: 'view-register', resource: theProduction },
  summary: 'Performers, consents, licences, models and works on file of a production',
  request: { params: productionParams },
  responses: answers('The register', registerWire),
});

const changeProduction = defineRoute({
  method: 'patch',
  path: '/productions/{production}',
  access: { action: 'switch-policy-packs', resource: theProduction },
  summary: 'Switch rule packs, or replace the lists of characters and places',
  request: {
    params: productionParams,
    ...json(
      z.strictObject({
        packs: z.array(policyPackSchema).max(10).optional(),
        vocabulary: vocabularySchema.optional(),
        isUnionOnStrike: z.boolean().optional(),
      }),
    ),
  },
  responses: answers('The production', productionSchema),
});

const deliveries = defineRoute({
  method: 'get',
  path: '/productions/{production}/deliveries',
  access: { action: 'view-disclosure', resource: theProduction },
  summary: 'What left the studio, and what of it stands on a right that was withdrawn since',
  request: { params: productionParams },
  responses: answers('Deliveries', z.array(earlierDeliveryWire)),
});

const explainDraft = defineRoute({
  method: 'post',
  path: '/productions/{production}/explain',
  access: { action: 'explain-policy', resource: theProduction },
  summary: 'What policy would say of a use that nobody has asked for yet, and what would change the answer',
  request: {
    params: productionParams,
    ...json(
      z.strictObject({
        engine: z.string().min(1).max(64).optional(),
        shot: shotCodeSchema,
        purpose: purposeSchema,
        use: useDeclarationSchema,
      }),
    ),
  },
  responses: answers('The explanation', explanationWire),
});

const addPerformer = defineRoute({
  method: 'post',
  path: '/productions/{production}/performers',
  access: { action: 'edit-register', resource: theProduction },
  summary: 'Register a performer',
  request: { params: productionParams, ...json(performerRequestSchema) },
  responses: answers('The performer', performerSchema),
});

const changePerformer = defineRoute({
  method: 'put',
  path: '/performers/{performer}',
  access: { action: 'edit-register', resource: thePerformer },
  summary: 'Replace what the register says of a performer',
  request: { params: performerParams, ...json(performerRequestSchema) },
  responses: answers('The performer', performerSchema),
});

const uses = defineRoute({
  method: 'get',
  path: '/performers/{performer}/uses',
  access: { action: 'view-register', resource: thePerformer },
  summary: 'Every take that uses a performer',
  request: { params: performerParams },
  responses: answers('Takes, newest first', usesWire),
});

const usesOfLicence = defineRoute({
  method: 'get',
  path: '/licences/{licence}/uses',
  access: { action: 'view-register', resource: theLicence },
  summary: 'Every take made of a licence’s material',
  request: { params: licenceParams },
  responses: answers('Takes, newest first', usesWire),
});

const recordConsent = defineRoute({
  method: 'post',
  path: '/productions/{production}/consents',
  access: { action: 'record-consent', resource: theProduction },
  summary: 'Record a consent as a draft',
  request: { params: productionParams, ...json(consentRequestSchema) },
  responses: answers('The consent', consentWire),
});

const grantConsent = defineRoute({
  method: 'post',
  path: '/consents/{consent}/grant',
  access: { action: 'grant-consent', resource: theConsent },
  summary: 'Bring a signed draft into force',
  request: { params: consentParams },
  responses: answers('The consent', consentWire),
});

const withdrawConsent = defineRoute({
  method: 'post',
  path: '/consents/{consent}/withdraw',
  access: { action: 'withdraw-consent', resource: theConsent },
  summary: 'Take a consent back: everything that nothing else covers stops',
  request: { params: consentParams, ...words },
  responses: answers('What was stopped', withdrawalWire),
});

const revokeLicence = defineRoute({
  method: 'post',
  path: '/licences/{licence}/revoke',
  access: { action: 'edit-register', resource: theLicence },
  summary: 'End a licence: takes made of the material are quarantined',
  request: { params: licenceParams, ...words },
  responses: answers('What was stopped', withdrawalWire),
});

/** Registers of rights: people, consents, licences; what is taken back. */
export function createRegisterRoutes(server: ServerContext) {
  const { studio } = server;
  const { rights } = studio;
  return new DoorRouter(server)
    .openapi(register, async (context) => {
      const { production: slug } = context.req.valid('param');
      const [production, kept] = await Promise.all([studio.getProduction(slug), rights.register(slug)]);
      const { performers, consents, licences, models, works } = kept;
      const answer = {
        production,
        performers: [...performers],
        consents: consents.map(toConsentView),
        licences: [...licences],
        models: [...models],
        works: [...works],
      };
      return context.json(answer, 200);
    })
    .openapi(changeProduction, async (context) => {
      const change = context.req.valid('json');
      return context.json(
        await rights.changeProduction(context.req.valid('param').production, change, context.get('access').by),
        200,
      );
    })
    .openapi(deliveries, async (context) => {
      const { production } = context.req.valid('param');
      await studio.getProduction(production);
      return context.json(await listDeliveries(studio, production), 200);
    })
    .openapi(explainDraft, async (context) => {
      const { production } = context.req.valid('param');
      const { decision, whatIf } = await rights.explainDraft(
        production,
        context.req.valid('json'),
        context.get('access').by,
      );
      return context.json({ decision, whatIf: [...whatIf] }, 200);
    })
    .openapi(addPerformer, async (context) => {
      const { production } = context.req.valid('param');
      return context.json(
        await rights.registerPerformer(production, context.req.valid('json'), context.get('access').by),
        200,
      );
    })
    .openapi(changePerformer, async (context) => {
      const { performer } = context.req.valid('param');
      return context.json(
        await rights.changePerformer(performer, context.req.valid('json'), context.get('access').by),
        200,
      );
    })
    .openapi(uses, async (context) => {
      const { id } = await rights.getPerformer(context.req.valid('param').performer);
      const takes = onlyVisibleTakes(context.get('access'), await rights.usesOfPerformers([id]));
      return context.json({ takes: takes.map((take) => toTakeUse(take, [id])) }, 200);
    })
    .openapi(usesOfLicence, async (context) => {
      const { id } = await rights.getLicence(context.req.valid('param').licence);
      const takes = onlyVisibleTakes(context.get('access'), await rights.usesOfLicence(id));
      return context.json({ takes: takes.map((take) => toTakeUse(take, [])) }, 200);
    })
    .openapi(recordConsent, async (context) => {
      const { production } = context.req.valid('param');
      const consent = await rights.recordConsent(production, context.req.valid('json'), context.get('access').by);
      return context.json(toConsentView(consent), 200);
    })
    .openapi(grantConsent, async (context) => {
      const consent = await rights.grantConsent(context.req.valid('param').consent, context.get('access').by);
      return context.json(toConsentView(consent), 200);
    })
    .openapi(withdrawConsent, async (context) => {
      const { text } = context.req.valid('json');
      const withdrawal = { by: context.get('access').by, ...(text === undefined ? {} : { text }) };
      const done = await rights.withdrawConsent(context.req.valid('param').consent, withdrawal);
      const views = await toDeliveryViews(studio, done.deliveries);
      const { may, resource } = context.get('access');
      const isCrew = may('view-disclosure', { kind: 'production', production: resource.production });
      const deliveries = isCrew ? views : hideFolders(views);
      return context.json({ quarantined: [...done.quarantined], deliveries }, 200);
    })
    .openapi(revokeLicence, async (context) => {
      const { text } = context.req.valid('json');
      const withdrawal = { by: context.get('access').by, ...(text === undefined ? {} : { text }) };
      const done = await rights.revokeLicence(context.req.valid('param').licence, withdrawal);
      const views = await toDeliveryViews(studio, done.deliveries);
      return context.json({ quarantined: [...done.quarantined], deliveries: views }, 200);
    }).app;
}

/** A consent with how it stands now. */
export function toConsentView(consent: Consent): ConsentView {
  return { ...consent, standing: consentStateOn(consent, new Date().toISOString()) };
}
