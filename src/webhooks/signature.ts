import { createHmac, timingSafeEqual } from 'node:crypto';

/** `X-Twilio-Signature` is an HMAC-SHA1 in base64. */
const SIGNATURE_LENGTH = 28;

const STANDARD_PORTS: Readonly<Record<string, string>> = { 'http://': ':80', 'https://': ':443' };

/**
 * The texts that Twilio may have signed for a configured URL: without fragment and user info, with and without its port,
 * because some of Twilio's senders drop or add it. Everything else stays as it is written.
 */
export function signedTexts(url: string): readonly string[] {
  const [, scheme = '', host = '', port = '', rest = ''] =
    /^(https?:\/\/)(?:[^/?#]*@)?(\[[^\]]*\]|[^/?#:]*)(:\d+)?([^#]*)/i.exec(url) ?? [];
  const withPort = port === '' ? (STANDARD_PORTS[scheme.toLowerCase()] ?? '') : port;
  return [`${scheme}${host}${rest}`, `${scheme}${host}${withPort}${rest}`];
}

/** Whether a callback URL is one of the others: fragment, user info and standard port aside, because these differ in no request. */
export function isCallbackTo(urls: readonly string[], callbackUrl: string | null): boolean {
  if (callbackUrl === null) return false;
  const address = (url: string) => signedTexts(url).at(-1);
  return urls.some((url) => address(url) === address(callbackUrl));
}

/** The parameters of a form as they are signed: sorted by name; of a repeated one each different value, sorted. */
function signedParameters(parameters: URLSearchParams): string {
  // In one pass: `getAll` for each name would take quadratic time, and nothing is known of the sender yet.
  const values = new Map<string, Set<string>>();
  for (const [name, value] of parameters) {
    const known = values.get(name);
    if (known) known.add(value);
    else values.set(name, new Set([value]));
  }
  const names = [...values.keys()].sort();
  return names.flatMap((name) => [...(values.get(name) ?? [])].sort().map((value) => name + value)).join('');
}

/**
 * Verifies the signature of a form that Twilio sent. https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * @param urls the URLs that Twilio was told
 * @param authTokens the account's primary auth token; during a rotation the old and the new one
 */
export function isSigned(
  signature: string,
  parameters: URLSearchParams,
  urls: readonly string[],
  authTokens: readonly string[],
): boolean {
  const given = Buffer.from(signature, 'utf8');
  if (given.length !== SIGNATURE_LENGTH) return false;
  const form = signedParameters(parameters);
  let isMatch = false;
  // Each comparison is made, so that the time does not tell which one matched.
  for (const text of urls.flatMap(signedTexts)) {
    for (const token of authTokens) {
      const expected = createHmac('sha1', token)
        .update(text + form, 'utf8')
        .digest('base64');
      if (timingSafeEqual(given, Buffer.from(expected, 'utf8'))) isMatch = true;
    }
  }
  return isMatch;
}
