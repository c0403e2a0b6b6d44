/**
 * The address of a webhook, or null when the emulator must not call it: it calls only this machine, so that demo data
 * and stored URLs never cause traffic on a network.
 */
export function targetOf(url: string): URL | null {
  const target = URL.canParse(url) ? new URL(url) : null;
  return target !== null && /^https?:$/.test(target.protocol) && isLoopback(target.hostname) ? target : null;
}

/** `URL` writes every IPv4 address in four decimal parts, so no other spelling of 127.0.0.1 has to be known. */
const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
