import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA's special-purpose registry for IPv4 (RFC 6890 and its successors), multicast and the reserved rest included. */
const SPECIAL_IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of 2000::/3: protocol assignments and Teredo, documentation, 6to4 (which carries any IPv4 address inside). */
const SPECIAL_IPV6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const special = new BlockList();
for (const [network, prefix] of SPECIAL_IPV4) special.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of SPECIAL_IPV6) special.addSubnet(network, prefix, 'ipv6');

const linkLocal = new BlockList();
linkLocal.addSubnet('169.254.0.0', 16, 'ipv4');
linkLocal.addSubnet('fe80::', 10, 'ipv6');
// Where a rented machine is told its secrets, by IPv6 (AWS).
linkLocal.addAddress('fd00:ec2::254', 'ipv6');

const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether a numeric address is one of the public internet. Loopback, private, link-local, shared (CGNAT), multicast,
 * unspecified and reserved ones are not; of IPv6 only global unicast is, so IPv4-mapped and NAT64 forms are not either.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, 'ipv4');
  if (!isIPv6(address)) return false;
  return globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Whether a numeric address is link-local: there rented machines are told their secrets, and no model answers. IPv4-mapped forms too. */
export function isLinkLocalAddress(address: string): boolean {
  const [bare = ''] = address.split('%');
  if (isIPv4(bare)) return linkLocal.check(bare, 'ipv4');
  return isIPv6(bare) && linkLocal.check(bare, 'ipv6');
}
