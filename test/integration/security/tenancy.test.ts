import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config/config.ts';
import { createGateway } from '../../../src/gateway.ts';

const service = `KS${'1'.repeat(32)}`;
const TENANTS = 25;
const ROUNDS = 4;

/**
 * An upstream where everybody finds the same SIDs with other contents: each record is named after the credentials. It
 * answers when every tenant has a request waiting, in the reverse of their order, so that all are in flight together.
 */
function startUpstream() {
  let waiting: (() => void)[] = [];
  let requests = 0;
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const [, basic = ''] = (request.headers.authorization ?? '').split(' ');
    const [owner] = Buffer.from(basic, 'base64').toString().split(':');
    const isList = (request.url ?? '').includes('/Sessions?');
    const record = {
      sid: isList ? `KC${'2'.repeat(32)}` : service,
      service_sid: service,
      friendly_name: owner,
      unique_name: owner,
    };
    const meta = { page: 0, page_size: 50, next_page_url: null, previous_page_url: null, key: 'sessions' };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(isList ? { sessions: [record], meta } : record));
  };
  const server = createServer((request, response) => {
    requests += 1;
    waiting.push(() => {
      answer(request, response);
    });
    if (waiting.length < TENANTS) return;
    const all = waiting.reverse();
    waiting = [];
    all.forEach((go) => {
      go();
    });
  });
  return { server, requests: () => requests };
}

describe('callers of several accounts at the same time', () => {
  it('each get their own answers, although they ask the same, and share calls with nobody else', async () => {
    const { server, requests } = startUpstream();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await using gateway = await createGateway(
      readConfig({
        PORT: '0',
        LOG_LEVEL: 'silent',
        GATEWAY_AUTH: 'forward',
        TWILIO_PROXY_BASE_URL: `http://127.0.0.1:${String(port)}`,
      }),
    );
    const accounts = Array.from({ length: TENANTS }, (_, i) => `AC${String(i).padStart(32, '0')}`);
    const ask = async (account: string, query: string) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Basic ${btoa(`${account}:secret`)}` },
        body: JSON.stringify({ query }),
      });
      return JSON.stringify(await response.json());
    };
    const queries = [
      `{ proxyService(id: "${service}") { uniqueName } }`,
      `{ proxyService(id: "${service}") { id sessions { nodes { uniqueName } } } }`,
    ];
    for (let round = 0; round < ROUNDS; round += 1) {
      const query = queries[round % queries.length] ?? '';
      // Two callers of each account: they may share a call, and nobody else may.
      const answers = await Promise.all(
        accounts.flatMap((account) => [ask(account, query), ask(account, query)]),
      );
      answers.forEach((answer, index) => {
        expect(new Set(answer.match(/AC\d{32}/g))).toEqual(new Set([accounts[Math.floor(index / 2)]]));
      });
    }
    expect(requests()).toBe(TENANTS * ROUNDS);
    server.close();
  });

  it('of one account with a wrong secret, see nothing of what the right one gets', async () => {
    const { createEmulator } = await import('../../../src/emulator/emulator.ts');
    await using emulator = await createEmulator();
    await using gateway = await createGateway(
      readConfig({
        PORT: '0',
        LOG_LEVEL: 'silent',
        GATEWAY_AUTH: 'forward',
        TWILIO_PROXY_BASE_URL: emulator.url,
      }),
    );
    const ask = async (secret: string) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Basic ${btoa(`${emulator.accountSid}:${secret}`)}`,
        },
        body: JSON.stringify({ query: '{ proxyServices(first: 1) { nodes { uniqueName } } }' }),
      });
      return (await response.json()) as { data: unknown; errors?: { extensions: { code: string } }[] };
    };
    const [right, wrong] = await Promise.all([ask(emulator.authToken), ask('wrong')]);
    expect(right.errors).toBeUndefined();
    expect([wrong.data, wrong.errors?.[0]?.extensions.code]).toEqual([
      { proxyServices: null },
      'UPSTREAM_AUTH',
    ]);
  });
});
