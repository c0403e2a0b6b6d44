import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import type { GraphqlAnswer } from './gateway.ts';

/** Sends an operation from another address of this machine. */
export async function postFrom(
  localAddress: string,
  url: string,
  query: string,
  headers: Readonly<Record<string, string>>,
): Promise<Pick<GraphqlAnswer, 'data' | 'errors'>> {
  const outgoing = request(`${url}/graphql`, {
    method: 'POST',
    localAddress,
    headers: { 'content-type': 'application/json', ...headers },
  });
  outgoing.end(JSON.stringify({ query }));
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  return (await json(incoming)) as Pick<GraphqlAnswer, 'data' | 'errors'>;
}
