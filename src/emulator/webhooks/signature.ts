import { createHmac } from 'node:crypto';

/**
 * The value of `X-Twilio-Signature` for a form POST: HMAC-SHA1 of the URL and the sorted parameters, in base64.
 * https://www.twilio.com/docs/usage/webhooks/webhooks-security
 *
 * @param url the configured URL as `signedUrl` returns it
 */
export function sign(authToken: string, url: string, parameters: Readonly<Record<string, string>>): string {
  const names = Object.keys(parameters).sort();
  const text = url + names.map((name) => name + (parameters[name] ?? '')).join('');
  return createHmac('sha1', authToken).update(text, 'utf8').digest('base64');
}

/** The part of a configured URL that Twilio signs: without user info and fragment, otherwise unchanged. */
export const signedUrl = (url: string): string =>
  url.replace(/#.*$/s, '').replace(/^(https?:\/\/)[^/?#]*@/i, '$1');
