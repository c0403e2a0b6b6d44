import ipaddr from 'ipaddr.js';

/**
 * What one client cannot choose of its address: an IPv4 address, or the first 64 bits of an IPv6 address, as the rest is
 * the client's own to choose.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return '';
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/64`).toString();
}
