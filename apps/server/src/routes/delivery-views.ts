import { basename } from 'node:path';
import type { EarlierDelivery, Studio } from '@backlot/studio';
import type { EarlierDeliveryView } from '../wire/rights-wire.ts';

const MOST_TAKES = 1000;

/** Everything of a production that left the studio or may have, newest take first. */
export async function listDeliveries(studio: Studio, production: string): Promise<EarlierDeliveryView[]> {
  const takes = await studio.listTakes({
    production,
    states: ['approved', 'rejected', 'delivered', 'quarantined'],
    limit: MOST_TAKES,
  });
  const lists = await Promise.all(takes.map((take) => studio.rights.deliveriesOf(take.id)));
  return toDeliveryViews(studio, lists.flat());
}

/** Deliveries with the shot they are of, and whether the take is withheld since. */
export async function toDeliveryViews(
  studio: Studio,
  deliveries: readonly EarlierDelivery[],
): Promise<EarlierDeliveryView[]> {
  return Promise.all(
    deliveries.map(async (delivery) => {
      const { shot, version, state } = await studio.getTake(delivery.takeId);
      const { takeId, folder, at, by, isUncertain } = delivery;
      return { takeId, folder, at, by: by.name, shot, version, isWithheld: state === 'quarantined', isUncertain };
    }),
  );
}

/** The same for somebody outside: that it left and what it was called, not where the studio keeps it. */
export function hideFolders(deliveries: readonly EarlierDeliveryView[]): EarlierDeliveryView[] {
  return deliveries.map((delivery) => ({ ...delivery, folder: basename(delivery.folder) }));
}
