import type { IncomingHttpHeaders } from 'node:http';

/**
 * The headers with the credentials of `connection_init`: browsers cannot set headers of a WebSocket. Apollo Router calls the
 * one that it passes on `token`.
 */
export function withCredentials(
  headers: IncomingHttpHeaders,
  parameters: Readonly<Record<string, unknown>> = {},
): IncomingHttpHeaders {
  const given = new Map(Object.entries(parameters).map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string) => {
    const value = given.get(name);
    return typeof value === 'string' ? value : null;
  };
  const token = text('token');
  const bearer = token !== null && !token.includes(' ') ? `Bearer ${token}` : token;
  const authorization = text('authorization') ?? bearer;
  const key = text('x-api-key');
  return {
    ...headers,
    ...(authorization !== null && { authorization }),
    ...(key !== null && { 'x-api-key': key }),
  };
}

/**
 * A message with an empty text where it has none, because graphql-ws refuses a subscription without one. A client that names
 * its document by an id need not send a text.
 */
export function withText(message: string): string {
  try {
    const { type, payload, ...rest } = JSON.parse(message) as { type?: unknown; payload?: object | null };
    const isObject = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
    if (type !== 'subscribe' || !isObject || 'query' in payload) return message;
    return JSON.stringify({ ...rest, type, payload: { ...payload, query: '' } });
  } catch {
    // graphql-ws refuses it.
    return message;
  }
}
