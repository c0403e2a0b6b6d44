import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger, type Logger } from '../../../src/observability/logger.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

const services = '{ proxyServices(first: 1) { nodes { __typename } } }';
const found = { proxyServices: { nodes: [{ __typename: 'ProxyService' }] } };

/** What a caller with these headers gets: the status, and the code of the error or the data. */
async function outcome(test: TestGateway, headers: Readonly<Record<string, string>>) {
  const { status, data, errors } = await test.query(services, {}, headers);
  return errors ? [status, errors[0]?.extensions.code] : [status, data];
}

async function expectStrangers(test: TestGateway, strangers: readonly Readonly<Record<string, string>>[]) {
  for (const headers of strangers) {
    expect(await outcome(test, headers)).toEqual([401, 'UNAUTHENTICATED']);
  }
  expect(test.takeRequests()).toEqual([]);
}

describe('GATEWAY_AUTH=api-key', () => {
  const hash = createHash('sha256').update('hashed-key-of-the-tests').digest('hex');
  let test: TestGateway;
  beforeAll(async () => {
    const keys = `plain-key-of-the-tests==,sha256:${hash}=proxy:read, writer-of-the-tests=proxy:write`;
    test = await startGateway({ env: { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: keys } });
  });
  afterAll(() => test[Symbol.asyncDispose]());

  it('lets callers in who send a key as a bearer token or as x-api-key', async () => {
    expect(await outcome(test, { authorization: 'Bearer plain-key-of-the-tests==' })).toEqual([200, found]);
    expect(await outcome(test, { authorization: 'bearer plain-key-of-the-tests==' })).toEqual([200, found]);
    expect(await outcome(test, { 'x-api-key': 'hashed-key-of-the-tests' })).toEqual([200, found]);
  });

  it('knows nobody else, and asks nothing of Twilio for them', async () => {
    test.takeRequests();
    await expectStrangers(test, [
      {},
      { authorization: 'Bearer' },
      { authorization: 'Bearer plain-key-of-the-tests' },
      { authorization: 'Bearer plain-key-of-the-tests==x' },
      { authorization: 'Bearer PLAIN-KEY-OF-THE-TESTS==' },
      { authorization: 'Basic plain-key-of-the-tests==' },
      { authorization: 'Bearer  plain-key-of-the-tests== ' },
      { 'x-api-key': hash },
      { 'x-api-key': `sha256:${hash}` },
      { 'x-api-key': 'wrong', authorization: 'Bearer plain-key-of-the-tests==' },
      { 'x-api-key': 'writer-of-the-tests=proxy:write' },
      { 'x-api-key': '__proto__' },
    ]);
  });

  it('says how to prove who one is', async () => {
    const { headers } = await test.query(services);
    expect(headers.get('www-authenticate')).toBe('Bearer realm="gateway"');
  });

  it('refuses before it reads the body', async () => {
    const response = await fetch(`${test.gateway.url}/graphql`, { method: 'POST', body: 'no JSON' });
    expect(response.status).toBe(401);
  });

  it('is asked nothing for what is not GraphQL', async () => {
    expect((await fetch(`${test.gateway.url}/health/live`)).status).toBe(200);
  });
});

describe('GATEWAY_AUTH=jwt', () => {
  const issuer = 'https://issuer.test/';
  const audience = 'proxy-gateway';
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let others: Awaited<ReturnType<typeof generateKeyPair>>;
  let jwks: Server;
  let broken = false;
  let test: TestGateway;

  beforeAll(async () => {
    keys = await generateKeyPair('ES256');
    others = await generateKeyPair('ES256');
    const published = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' };
    jwks = createServer((_, response) => {
      if (broken) response.writeHead(500).end('secret inside');
      else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [published] }));
    });
    await new Promise<void>((resolve) => void jwks.listen(0, '127.0.0.1', resolve));
    test = await startJwtGateway();
  });
  afterAll(async () => {
    await test[Symbol.asyncDispose]();
    jwks.close();
  });

  const startJwtGateway = (logger?: Logger) =>
    startGateway({
      ...(logger && { logger }),
      env: {
        GATEWAY_AUTH: 'jwt',
        GATEWAY_JWKS_URL: `http://127.0.0.1:${String((jwks.address() as AddressInfo).port)}/jwks.json`,
        GATEWAY_JWT_ISSUER: issuer,
        GATEWAY_JWT_AUDIENCE: audience,
      },
    });

  /** Taken when a token is signed: a slow machine comes to it late. */
  const now = () => Math.floor(Date.now() / 1000);
  const claims = { iss: issuer, aud: audience, exp: now() + 6000, scope: 'openid proxy:read' };
  const sign = (changes: Readonly<Record<string, unknown>> = {}, key = keys.privateKey) =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(key);
  const bearer = async (token: Promise<string>) => ({ authorization: `Bearer ${await token}` });

  it('names callers in the log by a digest of the subject, which may be a person', async () => {
    const lines: string[] = [];
    const logger = createLogger('info', { write: (line) => void lines.push(line) });
    await using logged = await startJwtGateway(logger);
    await outcome(logged, await bearer(sign({ sub: 'ada@example.com' })));
    await outcome(logged, await bearer(sign()));
    const digest = createHash('sha256').update('ada@example.com').digest('hex').slice(0, 8);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { caller: `jwt:${digest}` },
      { caller: 'jwt' },
    ]);
    expect(lines.join()).not.toContain('ada@');
  });

  it('lets callers in with a token of the issuer for this audience, whichever way its scopes are written', async () => {
    for (const scopes of [
      {},
      { scope: undefined, scp: ['proxy:read'] },
      { scope: undefined, scp: 'proxy:read' },
    ]) {
      expect(await outcome(test, await bearer(sign(scopes)))).toEqual([200, found]);
    }
  });

  it('allows for clocks that are a little apart', async () => {
    expect(await outcome(test, await bearer(sign({ exp: now() - 10, nbf: now() + 10 })))).toEqual([
      200,
      found,
    ]);
  });

  it('knows nobody else', async () => {
    test.takeRequests();
    const unsigned = [{ alg: 'none' }, claims].map((part) =>
      Buffer.from(JSON.stringify(part)).toString('base64url'),
    );
    const shared = new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(new TextEncoder().encode('a secret of thirty-two characters'));
    await expectStrangers(test, [
      {},
      { authorization: 'Bearer no.token.here' },
      { authorization: `Bearer ${unsigned.join('.')}.` },
      await bearer(shared),
      await bearer(sign({}, others.privateKey)),
      await bearer(sign({ exp: now() - 60 })),
      await bearer(sign({ exp: undefined })),
      await bearer(sign({ nbf: now() + 6000 })),
      await bearer(sign({ iss: 'https://other.test/' })),
      await bearer(sign({ aud: 'another' })),
      await bearer(sign({ aud: undefined })),
    ]);
  });

  it('gives a token without scopes no right', async () => {
    const { data, errors } = await test.query(services, {}, await bearer(sign({ scope: 'openid' })));
    expect(data).toEqual({ proxyServices: null });
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  it('lets nobody in while the keys cannot be had, and says that it is not their fault', async () => {
    broken = true;
    await using other = await startJwtGateway();
    const response = await fetch(`${other.gateway.url}/graphql`, { headers: await bearer(sign()) });
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(text).not.toContain('secret');
    broken = false;
  });
});

describe('GATEWAY_AUTH=forward', () => {
  let test: TestGateway;
  beforeAll(async () => void (test = await startGateway({ env: { GATEWAY_AUTH: 'forward' } })));
  afterAll(() => test[Symbol.asyncDispose]());

  const basic = (username: string, password: string) => ({
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
  });

  it('asks Twilio with the credentials of the caller', async () => {
    const { accountSid, authToken } = test.emulator;
    expect(await outcome(test, basic(accountSid, authToken))).toEqual([200, found]);
  });

  it('never asks with its own: what Twilio refuses is refused', async () => {
    expect(await outcome(test, basic(test.emulator.accountSid, 'wrong'))).toEqual([200, 'UPSTREAM_AUTH']);
  });

  it('refuses what can be no credentials of Twilio', async () => {
    test.takeRequests();
    const { accountSid, authToken } = test.emulator;
    await expectStrangers(test, [
      {},
      { authorization: `Bearer ${authToken}` },
      { authorization: 'Basic ****' },
      basic('', ''),
      basic(accountSid, ''),
      basic('admin', authToken),
      basic(`${accountSid}\r\nx-header: 1`, authToken),
      basic(accountSid, `${authToken}\n`),
      basic(accountSid, `${authToken}\u0000`),
    ]);
  });
});

describe('GATEWAY_AUTH=none', () => {
  it('answers to the names of this machine only, so that no page can reach it under a name of its own', async () => {
    await using test = await startGateway();
    const { port } = new URL(test.gateway.url);
    expect(await outcome(test, {})).toEqual([200, found]);
    test.takeRequests();
    const { request } = await import('node:http');
    const statusFor = (host: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        const body = JSON.stringify({ query: services });
        const headers = { host, 'content-type': 'application/json' };
        request({ port, path: '/graphql', method: 'POST', headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end(body);
      });
    expect(await statusFor(`localhost:${port}`)).toBe(200);
    test.takeRequests();
    expect(await statusFor(`evil.example:${port}`)).toBe(403);
    expect(test.takeRequests()).toEqual([]);
  });
});
