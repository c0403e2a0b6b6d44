import type { Config } from '../../config/config.ts';
import type { Service } from '../../twilio/resources/service.ts';
import { signedTexts } from '../../webhooks/signature.ts';
import { type Check, ok, warn } from './check.ts';

/** Whether a Service reports its Interactions to one of the URLs in WEBHOOK_URL. */
export function checkCallback({ sid, callbackUrl }: Service, { webhooks: { urls } }: Config): Check {
  const name = `webhook ${sid}`;
  if (urls.length === 0)
    return ok(name, 'Not checked: WEBHOOK_URL is not set, so there are no subscriptions.');
  const known = new Set(urls.flatMap(signedTexts));
  if (typeof callbackUrl === 'string' && signedTexts(callbackUrl).some((text) => known.has(text))) {
    return ok(name, 'Its callbackUrl is in WEBHOOK_URL.');
  }
  const state = callbackUrl ? 'is not in WEBHOOK_URL' : 'is not set';
  return warn(
    name,
    `Its callbackUrl ${state}, so subscriptions get no events of it. Set it with updateProxyService.`,
  );
}
