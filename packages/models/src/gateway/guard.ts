import { lookup as resolveName } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { BacklotError } from '@backlot/film';
import type { GatewayOptions } from './gateway-options.ts';
import { isLinkLocalAddress, isPublicAddress } from './public-address.ts';

/** Decides which addresses one back end may reach. */
export interface Guard {
  /**
   * Asked before a request and before each hop.
   * @throws BacklotError `OFFLINE`, `OUTBOUND_ADDRESS_REFUSED`
   */
  readonly admit: (url: URL) => Promise<void>;
  /** What a socket to this host asks for addresses: it connects to the very address that was checked. */
  readonly lookupFor: (host: Host) => LookupFunction;
  /** @throws BacklotError `OUTBOUND_ADDRESS_REFUSED` for a numeric address, which no lookup ever sees */
  readonly admitHost: (host: Host) => void;
}

/** A host and port that a socket goes to. */
export interface Host {
  readonly name: string;
  readonly port: string;
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'ws:': '80', 'https:': '443', 'wss:': '443' };

/** The guard of one back end: public addresses, and of others only the host and port that it was declared with. Link-local ones are never reached. */
export function createGuard(options: Pick<GatewayOptions, 'ownAddress' | 'isOffline' | 'resolve'>): Guard {
  const own = options.ownAddress === undefined ? undefined : hostOf(new URL(options.ownAddress));
  const isOwn = (host: Host): boolean => own !== undefined && own.name === host.name && own.port === host.port;
  const resolve = options.resolve ?? ((hostname: string) => resolveName(hostname, { all: true }));

  const admitHost = (host: Host): void => {
    if (isIP(host.name) === 0) return;
    if (isLinkLocalAddress(host.name)) throw refuseLinkLocal(host.name);
    if (!isOwn(host) && !isPublicAddress(host.name)) throw refuse(host.name);
  };
  return {
    async admit(url) {
      if (process.env.BACKLOT_OFFLINE === '1' || (await options.isOffline())) throw offline(url);
      if (DEFAULT_PORTS[url.protocol] === undefined) throw refuse(`${url.protocol}//${url.hostname}`);
      admitHost(hostOf(url));
    },
    admitHost,
    lookupFor:
      (host) =>
      (hostname, { all }, answer) => {
        resolve(hostname).then(
          (addresses) => {
            const linkLocal = addresses.find(({ address }) => isLinkLocalAddress(address));
            const inside = isOwn(host) ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
            const [first] = addresses;
            if (linkLocal) answer(refuseLinkLocal(`${hostname} (${linkLocal.address})`), '');
            else if (inside) answer(refuse(hostname, inside.address), '');
            else if (!first) answer(new Error(`No address for ${hostname}`), '');
            else if (all) answer(null, [...addresses]);
            else answer(null, first.address, first.family);
          },
          (error: NodeJS.ErrnoException) => answer(error, ''),
        );
      },
  };
}

/** Host and port of an address, IPv6 without its brackets. */
export function hostOf(url: URL): Host {
  return { name: bareName(url.hostname), port: url.port || (DEFAULT_PORTS[url.protocol] ?? '') };
}

/** A host name without the brackets that IPv6 wears in an address. */
export function bareName(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function refuse(host: string, address?: string): BacklotError {
  const where = address === undefined ? host : `${host} (${address})`;
  return new BacklotError('OUTBOUND_ADDRESS_REFUSED', `The address ${where} is not one of the public internet`, {
    hint: "If this is a machine of the studio's own, add it as an own back end with exactly this host and port.",
    details: { host },
  });
}

function refuseLinkLocal(host: string): BacklotError {
  return new BacklotError('OUTBOUND_ADDRESS_REFUSED', `The address ${host} is link-local, where no model answers`, {
    hint: 'Reach the machine by its name or its address in the network; link-local ones are refused of any back end.',
    details: { host },
  });
}

function offline(url: URL): BacklotError {
  return new BacklotError('OFFLINE', `Nothing was sent to ${url.host}: this studio or production is offline`, {
    hint: 'Switch offline off on the models page, or start the studio without BACKLOT_OFFLINE=1.',
  });
}
