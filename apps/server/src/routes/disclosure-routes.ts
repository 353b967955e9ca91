import { productionDisclosureSchema, renderDisclosurePdf } from '@backlot/evidence';
import { DoorRouter, defineRoute } from '../door/door-router.ts';
import { theProduction } from '../door/resources.ts';
import type { ServerContext } from '../server-context.ts';
import { answers } from '../wire/answers.ts';
import { productionParams } from '../wire/rights-wire.ts';

const report = defineRoute({
  method: 'get',
  path: '/productions/{production}/disclosure.json',
  access: { action: 'view-disclosure', resource: theProduction },
  summary: 'What was generated or altered, by what, on whose consent, approved by whom',
  request: { params: productionParams },
  responses: answers('The disclosure report', productionDisclosureSchema),
});

const document = defineRoute({
  method: 'get',
  path: '/productions/{production}/disclosure.pdf',
  hide: true,
  access: { action: 'view-disclosure', resource: theProduction },
  request: { params: productionParams },
  responses: { 200: { description: 'The same as a document' } },
});

/** The disclosure report of a production, made at the moment it is asked for. */
export function createDisclosureRoutes(server: ServerContext) {
  const { rights } = server.studio;
  return new DoorRouter(server)
    .openapi(report, async (context) => {
      const { production } = context.req.valid('param');
      context.header('content-disposition', dispositionOf(production, 'json'));
      context.header('cache-control', 'private, no-store');
      return context.json(await rights.discloseProduction(production), 200);
    })
    .openapi(document, async (context) => {
      const { production } = context.req.valid('param');
      const pdf = await renderDisclosurePdf(await rights.discloseProduction(production));
      return context.body(new Uint8Array(pdf), 200, {
        'content-type': 'application/pdf',
        'content-disposition': dispositionOf(production, 'pdf'),
        'cache-control': 'private, no-store',
      });
    }).app;
}

function dispositionOf(production: string, ending: string): string {
  return `attachment; filename="disclosure-${production}.${ending}"`;
}
