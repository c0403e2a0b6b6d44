import { z } from 'zod';
import { allScopes, isScope, scopeNames } from '../graphql/scopes.ts';
import type { AuthOptions } from '../server/auth/authenticate.ts';
import type { ApiKey } from '../server/auth/api-key.ts';
import { digestOf } from '../server/auth/viewer.ts';

/** `key` or `sha256:<hex>`, with or without `=scope+scope`. Keys are what `Authorization: Bearer` can carry: RFC 6750. */
const API_KEY = /^(?:sha256:(?<hex>[0-9a-fA-F]{64})|(?<key>[\w.~+/-]+={0,2}))(?:=(?<scopes>[a-z:+]+))?$/;

/** Shorter keys can be guessed. */
const LEAST_CHARACTERS = 16;

/** Whether a key is long enough, and an `=` at its end is the padding of Base64, not the sign before scopes left out. */
const isKey = (key: string): boolean =>
  key.replaceAll('=', '').length >= LEAST_CHARACTERS && (!key.endsWith('=') || key.length % 4 === 0);

function parseApiKey(text: string, context: z.RefinementCtx): ApiKey {
  const { hex, key = '', scopes } = API_KEY.exec(text)?.groups ?? {};
  const names = scopes?.split('+') ?? [];
  if ((hex === undefined && !isKey(key)) || !names.every(isScope)) {
    // Not the key itself: it is a secret.
    context.addIssue(
      `must be keys of at least ${LEAST_CHARACTERS} characters or sha256:<hex>, each with or without ` +
        `=scopes of ${scopeNames.join(', ')}`,
    );
  }
  return {
    digest: hex === undefined ? digestOf(key) : Buffer.from(hex, 'hex'),
    scopes: scopes === undefined ? allScopes : new Set(names.filter(isScope)),
  };
}

const commaSeparated = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

export const apiKeys = z
  .string()
  .transform((text, context) => commaSeparated(text).map((part) => parseApiKey(part, context)));

const isOrigin = (text: string) =>
  URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);

/** Exact origins, as browsers write them. */
export const origins = z
  .string()
  .transform(commaSeparated)
  .refine((list) => list.every(isOrigin), 'must be exact origins such as https://app.example.com');

/** A token of RFC 9110, without the wildcard of CORS. */
const HEADER_NAME = /^[\w!#$%&'+.^`|~-]+$/;

/** Names of request headers, in lower case. */
export const headerNames = z
  .string()
  .transform((text) => commaSeparated(text.toLowerCase()))
  .refine(
    (list) => list.every((name) => HEADER_NAME.test(name)),
    'must be names of headers such as x-tenant',
  );

/** What the options say about callers. */
export interface CallerOptions {
  readonly GATEWAY_AUTH?: 'none' | 'api-key' | 'jwt' | 'forward' | undefined;
  readonly GATEWAY_API_KEYS?: readonly ApiKey[] | undefined;
  readonly GATEWAY_JWKS_URL?: URL | undefined;
  readonly GATEWAY_JWT_ISSUER?: string | undefined;
  readonly GATEWAY_JWT_AUDIENCE?: string | undefined;
}

/** The options of one mode, and whether they are all needed: an option without its mode protects nothing. */
const needs = {
  'api-key': ['GATEWAY_API_KEYS'],
  jwt: ['GATEWAY_JWKS_URL', 'GATEWAY_JWT_ISSUER', 'GATEWAY_JWT_AUDIENCE'],
} as const;

/** What is wrong with the options about callers, in sentences that say what to do. */
export function problemsOfCallers(env: CallerOptions): readonly string[] {
  return Object.entries(needs).flatMap(([mode, names]) =>
    names.flatMap((name) => {
      const isSet = Array.isArray(env[name]) ? env[name].length > 0 : env[name] !== undefined;
      if (isSet === (mode === env.GATEWAY_AUTH)) return [];
      return isSet
        ? [`${name} protects nothing without GATEWAY_AUTH=${mode}. Set that, or leave ${name} out.`]
        : [`GATEWAY_AUTH=${mode} needs ${name}. Set it.`];
    }),
  );
}

/** Who may use the gateway. The options must have no problem. */
export function readCallers(env: CallerOptions): AuthOptions {
  const { GATEWAY_AUTH: mode = 'none', GATEWAY_JWKS_URL: jwksUrl } = env;
  const { GATEWAY_JWT_ISSUER: issuer, GATEWAY_JWT_AUDIENCE: audience } = env;
  if (mode === 'api-key') return { mode, keys: env.GATEWAY_API_KEYS ?? [] };
  if (mode === 'forward') return { mode };
  if (mode === 'jwt' && jwksUrl && issuer !== undefined && audience !== undefined) {
    return { mode, jwksUrl, issuer, audience };
  }
  return { mode: 'none' };
}
