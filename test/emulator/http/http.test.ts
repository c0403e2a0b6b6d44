import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createEmulator,
  DEMO_API_KEY_SECRET,
  DEMO_API_KEY_SID,
  type Emulator,
} from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { ask, authorization } from '../client.ts';

let emulator: Emulator;
const service = `/v1/Services/${demo.serviceSid}`;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterEach(() => emulator.clearRequests());
afterAll(() => emulator.stop());

describe('credentials', () => {
  it('are the account with its token, or an API key with its secret', async () => {
    const status = async (user: string, password: string) =>
      (
        await ask(emulator, 'GET', service, undefined, {
          headers: { authorization: authorization(user, password) },
        })
      ).status;
    expect(await status(emulator.accountSid, emulator.authToken)).toBe(200);
    expect(await status(DEMO_API_KEY_SID, DEMO_API_KEY_SECRET)).toBe(200);
    expect(await status(DEMO_API_KEY_SID, emulator.authToken)).toBe(401);
    expect(emulator.log.map(({ user }) => user)).toEqual([
      emulator.accountSid,
      DEMO_API_KEY_SID,
      DEMO_API_KEY_SID,
    ]);
  });

  it.each([
    undefined,
    'Basic',
    'Basic !!!',
    'Bearer abc',
    `Basic ${Buffer.from('nocolon').toString('base64')}`,
  ])('that cannot be read are refused with all that a client needs: %s', async (header) => {
    const headers = header === undefined ? {} : { authorization: header };
    const reply = await ask(emulator, 'GET', '/v1/Nowhere', undefined, { headers });
    expect(reply.status).toBe(401);
    expect(reply.headers.get('www-authenticate')).toBe('Basic realm="Twilio API"');
    expect(reply.body).toEqual({
      code: 20003,
      detail: 'No credentials were provided.',
      message: 'Authentication Error - invalid username',
      more_info: 'https://www.twilio.com/docs/errors/20003',
      status: 401,
    });
  });

  it('can be another pair', async () => {
    const accountSid = `AC${'7'.repeat(32)}`;
    await using other = await createEmulator({ accountSid, authToken: 'theirs' });
    expect((await ask(other, 'GET', service)).body).toMatchObject({ account_sid: accountSid });
  });
});

describe('a path', () => {
  it.each([
    '/',
    '/v1',
    '/v1/',
    '/v1/Services/',
    '/v1/services',
    '/v2/Services',
    '/v1/Services/../Services',
    '/v1/Services//Sessions',
    `${service}/`,
    `${service}/Sessions/`,
    `${service}/Participants`,
    `${service}/constructor`,
    `${service}/Sessions/%E0%A4%A`,
    `${service}/Sessions/${demo.sessionSid}/Participants/${demo.customerSid}/MessageInteractions/KI/more`,
  ])('that does not exist is answered with 404: %s', async (path) => {
    expect(await rawGet(path)).toMatchObject({ status: 404, body: { code: 20404, status: 404 } });
  });

  it('is named in a 404 without its version', async () => {
    const missing = `${service}/Sessions/KC${'0'.repeat(32)}`;
    expect((await ask(emulator, 'GET', missing)).body).toEqual({
      code: 20404,
      message: `The requested resource ${missing.slice(3)} was not found`,
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
    });
  });

  it.each([
    ['DELETE', '/v1/Services', 'GET, POST'],
    ['PUT', service, 'GET, POST, DELETE'],
    ['POST', `${service}/Sessions/${demo.sessionSid}/Interactions`, 'GET'],
    ['PATCH', `${service}/ShortCodes`, 'GET, POST'],
  ])('has no %s at %s', async (method, path, allow) => {
    const reply = await ask(emulator, method, path);
    expect(reply).toMatchObject({ status: 405, body: { code: 20004 } });
    expect(reply.headers.get('allow')).toBe(allow);
  });

  it('finds SIDs in either case, and shows them in lower case', async () => {
    const upper = service.replace(/[a-f0-9]{32}/, (hex) => hex.toUpperCase());
    expect((await ask(emulator, 'GET', upper)).body).toMatchObject({ sid: demo.serviceSid });
    expect((await ask(emulator, 'GET', `${upper}/Sessions/${demo.sessionSid}`)).status).toBe(200);
  });

  it('takes a unique name in the last place only, with its escapes', async () => {
    const name = encodeURIComponent(demo.oddSessionUniqueName);
    expect((await ask(emulator, 'GET', `${service}/Sessions/${name}`)).body).toMatchObject({
      sid: demo.oddSessionSid,
    });
    expect((await ask(emulator, 'GET', `/v1/Services/${demo.serviceUniqueName}`)).body).toMatchObject({
      sid: demo.serviceSid,
    });
    expect((await ask(emulator, 'GET', `/v1/Services/${demo.serviceUniqueName}/Sessions`)).status).toBe(404);
    expect((await ask(emulator, 'POST', `${service}/Sessions/${demo.sessionUniqueName}`, {})).status).toBe(
      404,
    );
    expect((await ask(emulator, 'DELETE', `/v1/Services/${demo.serviceUniqueName}`)).status).toBe(404);
  });
});

describe('a form', () => {
  const create = (body: string, contentType = 'application/x-www-form-urlencoded') =>
    ask(emulator, 'POST', '/v1/Services', undefined, {
      body,
      headers: {
        'content-type': contentType,
        authorization: authorization(emulator.accountSid, emulator.authToken),
      },
    });

  it('is decoded as browsers encode it, in UTF-8', async () => {
    const { body } = await create(
      'UniqueName=caf%C3%A9+au%20lait%26&DefaultTtl=60&Unknown=1',
      'application/x-www-form-urlencoded; charset=utf-8',
    );
    expect(body).toMatchObject({ unique_name: 'café au lait&', default_ttl: 60 });
  });

  it('has keys that are case-sensitive, and of a repeated key counts the last', async () => {
    expect((await create('uniquename=a')).body).toMatchObject({ code: 20001 });
    expect((await create('UniqueName=first&UniqueName=second')).body).toMatchObject({
      unique_name: 'second',
    });
  });

  it('is not JSON: such a body is not read', async () => {
    expect((await create('{"UniqueName":"json"}', 'application/json')).body).toMatchObject({ code: 20001 });
  });

  it.each([
    ['DefaultTtl', '-1'],
    ['DefaultTtl', '1.5'],
    ['DefaultTtl', '2147483647'],
    ['GeoMatchLevel', 'planet'],
    ['NumberSelectionBehavior', 'prefer_sticky'],
    ['ChatInstanceSid', 'IS1'],
    ['UniqueName', 'x'.repeat(192)],
  ])('is refused when a value is wrong: %s=%s', async (key, value) => {
    const { body, status } = await create(
      new URLSearchParams({ UniqueName: 'wrong', [key]: value }).toString(),
    );
    expect([status, body['code']]).toEqual([400, 80701]);
    expect(body['message']).toContain(key);
  });

  it.each(['tomorrow', '2099-01-01', '2099-01-01T00:00:00', '2099-13-01T00:00:00Z'])(
    'is refused when a date is none: %s',
    async (DateExpiry) => {
      expect((await ask(emulator, 'POST', `${service}/Sessions`, { DateExpiry })).body).toMatchObject({
        code: 80701,
      });
    },
  );

  it.each([
    ['true', true],
    ['FALSE', false],
  ])('has booleans as words: %s', async (IsReserved, expected) => {
    const path = `${service}/PhoneNumbers/${demo.phoneNumberSid}`;
    expect((await ask(emulator, 'POST', path, { IsReserved })).body).toMatchObject({ is_reserved: expected });
    expect((await ask(emulator, 'POST', path, { IsReserved: '1' })).body).toMatchObject({ code: 80701 });
  });

  it('clears URLs and the chat instance with empty values, and nothing else', async () => {
    const { body } = await create(
      `UniqueName=clear&DefaultTtl=60&ChatInstanceSid=IS${'d'.repeat(32)}&CallbackUrl=http%3A%2F%2Fa.test&` +
        'InterceptCallbackUrl=http%3A%2F%2Fb.test&OutOfSessionCallbackUrl=http%3A%2F%2Fc.test',
    );
    const empty = {
      UniqueName: '',
      DefaultTtl: '',
      ChatInstanceSid: '',
      CallbackUrl: '',
      InterceptCallbackUrl: '',
      OutOfSessionCallbackUrl: '',
      GeoMatchLevel: '',
    };
    expect((await ask(emulator, 'POST', String(body['url']), empty)).body).toMatchObject({
      unique_name: 'clear',
      default_ttl: 60,
      chat_instance_sid: null,
      callback_url: null,
      intercept_callback_url: null,
      out_of_session_callback_url: null,
      geo_match_level: 'country',
    });
  });

  it('that is too large is refused', async () => {
    expect((await create(`UniqueName=${'x'.repeat(1 << 20)}`)).body).toMatchObject({
      code: 20413,
      status: 413,
    });
  });
});

describe('addresses in answers', () => {
  it('are built from the address that was asked', async () => {
    const { port } = new URL(emulator.url);
    const { body } = await ask(emulator, 'GET', `http://localhost:${port}${service}`);
    expect(body['url']).toBe(`http://localhost:${port}${service}`);
    expect((await ask(emulator, 'GET', service)).body['url']).toBe(emulator.url + service);
  });

  it('do not repeat a Host that is none', async () => {
    expect((await rawGet(service, 'a"b<c>')).body).toMatchObject({ url: emulator.url + service });
  });
});

describe('an answer', () => {
  it('has the headers of the platform', async () => {
    const { headers } = await ask(emulator, 'GET', service);
    expect(headers.get('content-type')).toBe('application/json;charset=utf-8');
    expect(headers.get('twilio-request-id')).toMatch(/^RQ[0-9a-f]{32}$/);
    expect(headers.get('twilio-concurrent-requests')).toBe('1');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });
});

/** A GET whose path and Host are sent exactly as they are given. */
function rawGet(path: string, host = 'localhost'): Promise<{ status: number; body: unknown }> {
  const { hostname, port } = new URL(emulator.url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('end', () => {
      const [head = '', body = ''] = Buffer.concat(chunks).toString().split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1]), body: JSON.parse(body) as unknown });
    });
    const auth = authorization(emulator.accountSid, emulator.authToken);
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${auth}\r\nConnection: close\r\n\r\n`,
    );
  });
}
