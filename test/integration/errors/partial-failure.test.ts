import { afterEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();
afterEach(() => test.emulator.control.clearFaults());

const nested = `query ($id: ID!) {
  proxyService(id: $id) {
    uniqueName
    sessions(first: 3) { nodes { sid participants { nodes { friendlyName } } } }
    phoneNumbers(first: 2) { nodes { sid } }
  }
}`;

/** The id under which Twilio's support finds a request. */
const requestId = expect.stringMatching(/^RQ[0-9a-f]{32}$/) as string;

interface SessionNode {
  readonly sid: string;
  readonly participants: { readonly nodes: readonly unknown[] } | null;
}

describe('a failing list inside the tree', () => {
  it('is null with an error at its path, and everything else is there', async () => {
    const path = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}/Participants`;
    test.emulator.control.fault({ path, code: 20001 });
    const { data, errors, status } = await test.query(nested, { id: demo.serviceSid });
    expect(status).toBe(200);
    const nodes = data.proxyService.sessions.nodes as SessionNode[];
    const failing = nodes.findIndex(({ sid }) => sid === demo.sessionSid);
    expect(nodes).toHaveLength(3);
    expect(nodes.filter(({ participants }) => participants === null)).toEqual([nodes[failing]]);
    expect(data.proxyService.uniqueName).toBe(demo.serviceUniqueName);
    expect(data.proxyService.phoneNumbers.nodes).toHaveLength(2);
    expect(errors).toEqual([
      {
        message: 'Twilio answered 400 (code 20001).',
        locations: [expect.anything()],
        path: ['proxyService', 'sessions', 'nodes', failing, 'participants'],
        extensions: {
          code: 'UPSTREAM_REJECTED',
          twilio: {
            code: 20001,
            status: 400,
            moreInfo: 'https://www.twilio.com/docs/errors/20001',
            requestId,
          },
        },
      },
    ]);
  });

  it('never passes on what Twilio wrote, nor where it wrote it', async () => {
    test.emulator.control.fault({
      path: /Participants/,
      status: 418,
      body: {
        code: 80404,
        message: 'No such number: +14155550142',
        more_info: 'https://evil.test/80404',
        status: 418,
      },
    });
    const { errors } = await test.query(nested, { id: demo.serviceSid });
    expect(errors).toHaveLength(3);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_REJECTED',
      twilio: { code: 80404, status: 418, requestId },
    });
    expect(JSON.stringify(errors)).not.toMatch(/415555|evil|127\.0\.0\.1/);
  });
});

describe('errors of Twilio become codes of the table', () => {
  it.each([
    [{ code: 20003 }, 'UPSTREAM_AUTH'],
    [{ status: 403, body: '' }, 'UPSTREAM_AUTH'],
    [{ status: 403, body: { code: 80615, message: 'm', status: 403 } }, 'UPSTREAM_REJECTED'],
    [{ status: 410, body: 'gone' }, 'UPSTREAM_REJECTED'],
    [{ status: 200, body: '<html></html>' }, 'UPSTREAM_BAD_RESPONSE'],
    [{ status: 200, body: '' }, 'UPSTREAM_BAD_RESPONSE'],
    [{ status: 200, body: '[]' }, 'UPSTREAM_BAD_RESPONSE'],
    [{ status: 302, body: '', headers: { location: 'https://evil.test/' } }, 'UPSTREAM_BAD_RESPONSE'],
  ])('%o is %s', async (fault, code) => {
    test.emulator.control.fault({ ...fault, method: 'GET' });
    const { data, errors } = await test.query('query ($id: ID!) { proxyService(id: $id) { uniqueName } }', {
      id: demo.serviceSid,
    });
    expect(data).toEqual({ proxyService: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });

  it('reads RFC 9457 as well', async () => {
    test.emulator.control.fault({
      status: 400,
      body: { type: 'https://www.twilio.com/docs/errors/20001', title: 'Invalid', status: 400, code: 20001 },
    });
    const { errors } = await test.query('{ proxyServices { nodes { sid } } }');
    expect(errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_REJECTED',
      twilio: { code: 20001, status: 400, moreInfo: 'https://www.twilio.com/docs/errors/20001', requestId },
    });
  });
});
