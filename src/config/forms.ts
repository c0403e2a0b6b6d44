import { z } from 'zod';
import { defaultScopes, isScope, scopeNames } from '../graphql/context.ts';
import type { ApiKey } from '../server/auth/api-key.ts';
import { digestOf } from '../server/auth/viewer.ts';

// Zod schemas from the text of an environment variable to its value. Messages never repeat a value: it may be a secret.

/** Describes text that is not a decimal integer. It is repeated only if it looks like a number. */
function describe(text: string): string {
  if (text.trim() === '') return 'white space';
  return /^[-+]?\d[\w.+-]{0,4}$/.test(text) ? `"${text}"` : 'other text';
}

/** An integer in decimal digits. Other notations, such as `0x10` and `1e3`, are refused. */
export function integer(min: number, max: number) {
  const message = (got: string) =>
    `must be an integer from ${min} to ${max} in decimal digits, but got ${got}`;
  const error = ({ input }: { readonly input?: unknown }) =>
    message(Number(input) < min ? 'a smaller one' : 'a larger one');
  return z
    .string()
    .regex(/^-?\d+$/, { abort: true, error: ({ input }) => message(describe(String(input))) })
    .transform(Number)
    .pipe(z.number({ error }).min(min, { error }).max(max, { error }));
}

/** `off`, as when the variable is not set, or another form. */
export const offOr = <Value>(form: z.ZodType<Value, string>) =>
  z
    .string()
    .optional()
    .transform((text) => (text === 'off' ? undefined : text))
    .pipe(form.optional());

export const port = integer(0, 65_535);

/** A duration in milliseconds, at most 10 minutes. */
export const milliseconds = integer(1, 600_000);

export const onOff = z.stringbool({ truthy: ['on'], falsy: ['off'], case: 'sensitive' });

/** Text without the white space around it. Mounted secrets and pasted values often end with a line break. */
export const trimmed = z.string().trim();

export const sid = (prefix: string) =>
  trimmed.regex(new RegExp(`^${prefix}[0-9a-fA-F]{32}$`), `must be ${prefix} and 32 hexadecimal digits`);

/** Text that can be sent in a header as it is. */
export const secret = trimmed.regex(/^[!-~]+$/, 'must be visible ASCII characters without spaces');

const LOOPBACK = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** Whether only this machine can reach the host. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** The URL of another server. */
export const serverUrl = z
  .string()
  .refine((text) => URL.canParse(text), { abort: true, error: 'must be an absolute URL' })
  .transform((text) => new URL(text))
  .refine(
    ({ protocol, hostname }) => protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)),
    'must be https; plain http is allowed for loopback only',
  )
  .refine(({ username, password }) => `${username}${password}` === '', 'must not contain credentials');

/** The URL that paths are appended to. */
export const baseUrl = serverUrl.refine(
  ({ search, hash }) => `${search}${hash}` === '',
  'must not have a query or fragment',
);

const commaSeparated = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** Tokens; two are valid while one is replaced by the other. */
export const authTokens = commaSeparated.pipe(
  z.array(secret).min(1).max(2, 'must be one token, or two during a rotation'),
);

const isWebUrl = (text: string) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

/** Splits at the commas before a URL only, because fragments of URLs hold commas. */
export const splitUrls = (text: string): string[] =>
  text.split(/,(?=\s*https?:\/\/)/i).map((part) => part.trim());

/** URLs as they are written. */
export const webhookUrls = z
  .string()
  .transform(splitUrls)
  .pipe(
    z
      .array(z.string())
      .refine(
        (list) => list.every((url) => /^\S+$/.test(url) && isWebUrl(url)),
        'must be the exact URLs that Twilio calls, such as https://hooks.example.com/proxy',
      ),
  );

/** A fraction of a whole in decimal notation, above 0. */
export const share = z
  .string()
  .regex(/^\d{0,9}(?:\.\d{1,9})?$/, { abort: true, error: 'must be a decimal number such as 0.5' })
  .transform(Number)
  .pipe(z.number().gt(0, 'must be above 0').lte(1, 'must be at most 1'));

/** Whether the path of a Redis URL is empty or the number of a database, and its user name and password can be decoded. */
function isRedisUrl({ protocol, hostname, pathname, search, hash, username, password }: URL): boolean {
  if (!/^rediss?:$/.test(protocol) || hostname === '' || search !== '' || hash !== '') return false;
  try {
    decodeURIComponent(username + password);
  } catch {
    return false;
  }
  return /^\/?\d{0,5}$/.test(pathname);
}

/** The URL of a Redis. Its query is refused: the client would read it as options. */
export const redisUrl = trimmed
  .refine((text) => URL.canParse(text) && isRedisUrl(new URL(text)), {
    error: 'must be a URL such as rediss://user:password@host:6379/0, percent-encoded and without a query',
  })
  .transform((text) => new URL(text));

export const redisPrefix = z
  .string()
  .regex(/^[\w.:-]{1,64}$/, 'must be 1 to 64 letters, digits and characters of _.:-');

const isOrigin = (text: string) =>
  URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text);

/** Exact origins, as browsers send them. */
export const origins = commaSeparated.pipe(
  z
    .array(z.string())
    .refine(
      (list) => list.every(isOrigin),
      'must be exact origins such as https://app.example.com: with http:// or https://, without * and without a / at the end',
    ),
);

/** A token (RFC 9110, section 5.6.2) without `*`, which CORS takes as a wildcard. */
const HEADER_NAME = /^[\w!#$%&'+.^`|~-]+$/;

/** Names of request headers, in lower case. */
export const headerNames = commaSeparated.pipe(
  z
    .array(z.string().toLowerCase())
    .refine(
      (list) => list.every((name) => HEADER_NAME.test(name)),
      'must be names of headers such as x-tenant',
    ),
);

/** `key` or `sha256:<hex>`, optionally followed by `=scope+scope`. A key is a bearer token (RFC 6750, section 2.1). */
const API_KEY = /^(?:sha256:(?<hex>[0-9a-fA-F]{64})|(?<key>[\w.~+/-]+={0,2}))(?:=(?<scopes>[a-z:+]+))?$/;

/** Shorter keys can be guessed. */
const MIN_KEY_LENGTH = 16;

/** Whether the key is long enough. `=` at its end must be Base64 padding, not the start of an empty list of scopes. */
const isKey = (key: string): boolean =>
  key.replaceAll('=', '').length >= MIN_KEY_LENGTH && (!key.endsWith('=') || key.length % 4 === 0);

function parseApiKey(text: string, context: z.RefinementCtx): ApiKey {
  const { hex, key = '', scopes } = API_KEY.exec(text)?.groups ?? {};
  const names = scopes?.split('+') ?? [];
  if ((hex === undefined && !isKey(key)) || !names.every(isScope)) {
    context.addIssue(
      `must be keys of at least ${MIN_KEY_LENGTH} characters or sha256:<hex>, each with or without ` +
        `=scopes of ${scopeNames.join(', ')}, and separated by commas`,
    );
  }
  return {
    digest: hex === undefined ? digestOf(key) : Buffer.from(hex, 'hex'),
    scopes: scopes === undefined ? defaultScopes : new Set(names.filter(isScope)),
  };
}

/** API keys with their scopes. Only hashes of the keys are kept. */
export const apiKeys = commaSeparated.pipe(z.array(z.string().transform(parseApiKey)));
