import ipaddr from 'ipaddr.js';

/**
 * The part of an address that identifies a client: an IPv4 address, or the first 64 bits of an IPv6 address, because a
 * client can choose the rest. Empty for an invalid address.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString();
}

/** Whether it is an address of this machine. */
export const isLoopbackAddress = (address: string): boolean =>
  ipaddr.isValid(address) && ipaddr.process(address).range() === 'loopback';
