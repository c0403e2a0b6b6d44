import type { Emulator } from '../../src/emulator/emulator.ts';

/** One answer of the emulator: status, headers, and the body as JSON if there is one. */
export interface Reply<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

type FormValues = Record<string, string | readonly string[]>;

/** Asks as a plain HTTP client does; `path` may be absolute or begin with a slash. */
export async function ask<T = Record<string, unknown>>(
  emulator: Emulator,
  method: string,
  path: string,
  form?: FormValues,
  init: RequestInit = {},
): Promise<Reply<T>> {
  const body = new URLSearchParams();
  for (const [key, value] of Object.entries(form ?? {}))
    for (const each of [value].flat()) body.append(key, each);
  const response = await fetch(path.startsWith('/') ? emulator.url + path : path, {
    method,
    headers: { authorization: authorization(emulator.accountSid, emulator.authToken) },
    ...(form && { body }),
    ...init,
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text === '' ? undefined : JSON.parse(text)) as T,
  };
}

export const authorization = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
