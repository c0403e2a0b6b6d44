import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';

const test = await sharedGateway();

const { serviceSid, sessionSid } = demo;

describe('a malformed id is BAD_USER_INPUT, says what was expected, and costs no REST call', () => {
  it.each([
    ['a wrong prefix', `KC${serviceSid.slice(2)}`],
    ['a prefix in lower case', `ks${serviceSid.slice(2)}`],
    ['31 digits', serviceSid.slice(0, -1)],
    ['33 digits', `${serviceSid}0`],
    ['a letter that is no digit', `${serviceSid.slice(0, -1)}g`],
    ['a slash', `${serviceSid.slice(0, -1)}/`],
    ['a path below it', `${serviceSid}/Sessions`],
    ['a trailing -', `${serviceSid}-`],
    ['a leading -', `-${serviceSid}`],
    ['..', '..'],
    ['a query', `${serviceSid}?PageSize=1`],
    ['a fragment', `${serviceSid}#`],
    ['a line break', `${serviceSid}\n`],
    ['a NUL', `${serviceSid}\u0000`],
    ['a look-alike digit', `${serviceSid.slice(0, -1)}а`],
    ['a blank', ` ${serviceSid}`],
    ['nothing', ''],
    ['the id of a Session', `${serviceSid}-${sessionSid}`],
  ])('%s', async (_, id) => {
    const { data, errors } = await test.query(
      'query ($id: ID!) { proxyService(id: $id) { id uniqueName } }',
      { id },
    );
    expect(data).toEqual({ proxyService: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: ['proxyService'], extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain('Expected the id of a Service: KS…');
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([
    ['a doubled -', `${serviceSid}--${sessionSid}`],
    ['SIDs in the wrong order', `${sessionSid}-${serviceSid}`],
    ['the SID alone', sessionSid],
    ['a part too many', `${serviceSid}-${sessionSid}-${sessionSid}`],
    ['.. in its path', `${serviceSid}-..-${sessionSid}`],
  ])('%s in the id of a Session', async (_, id) => {
    const { errors } = await test.query('query ($id: ID!) { proxySession(id: $id) { id } }', { id });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain('KS…-KC…');
    expect(test.takeRequests()).toEqual([]);
  });

  it('never repeats a text that is no SID, because it could be a phone number', async () => {
    const { errors } = await test.query('{ proxyService(id: "+14155550142") { id } }');
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(JSON.stringify(errors)).not.toContain('4155550142');
  });
});

describe('bad arguments of a connection are BAD_USER_INPUT and cost no REST call', () => {
  const list = `query ($first: Int, $after: String, $last: Int, $before: String) {
    proxyServices(first: $first, after: $after, last: $last, before: $before) { nodes { id } }
  }`;

  it.each([
    ['first: 0', { first: 0 }, 'Argument "first" must be between 1 and 1000, but got: 0.'],
    ['first: -1', { first: -1 }, 'but got: -1.'],
    ['first: 1001', { first: 1001 }, 'but got: 1001.'],
    ['last: 0', { last: 0 }, 'Argument "last" must be between 1 and 1000, but got: 0.'],
    ['first with last', { first: 1, last: 1 }, 'but got both'],
    ['an unknown cursor', { after: 'nonsense' }, 'Argument "after" must be a cursor'],
    ['a blank cursor', { after: ' ' }, 'Argument "after" must be a cursor'],
    [
      'a cursor that is JSON of another kind',
      { before: Buffer.from('[1]').toString('base64url') },
      '"before"',
    ],
  ])('%s', async (_, variables, message) => {
    const { data, errors } = await test.query(list, variables);
    expect(data).toEqual({ proxyServices: null });
    expect(errors?.[0]).toMatchObject({ path: ['proxyServices'], extensions: { code: 'BAD_USER_INPUT' } });
    expect(errors?.[0]?.message).toContain(message);
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([
    ['after: ""', { after: '', first: 2 }, { first: 2 }],
    ['before: ""', { before: '', first: 2 }, { first: 2 }],
    ['both', { after: '', before: '', first: 2 }, { first: 2 }],
    ['after: "" with last', { after: '', last: 2 }, { last: 2 }],
  ])('an empty cursor is as good as none: %s', async (_, variables, without) => {
    const { data, errors } = await test.query(list, variables);
    expect(errors).toBeUndefined();
    expect(data).toEqual((await test.query(list, without)).data);
  });

  it('do not count where @skip leaves the field out', async () => {
    const { errors } = await test.query(
      'query ($id: ID!, $no: Boolean!) { proxyService(id: $id) { uniqueName sessions(first: 0) @skip(if: $no) { nodes { id } } } }',
      { id: serviceSid, no: true },
    );
    expect(errors).toBeUndefined();
  });
});

describe('a bad unique name is BAD_USER_INPUT and costs no REST call', () => {
  it.each([
    ['an empty one', ''],
    ['.', '.'],
    ['..', '..'],
    ['one in the shape of a SID', serviceSid],
    ['one in the shape of another SID', `kc${'A'.repeat(32)}`],
    ['one of 192 characters', 'x'.repeat(192)],
  ])('%s', async (_, uniqueName) => {
    const { data, errors } = await test.query(
      'query ($uniqueName: String!) { proxyServiceByUniqueName(uniqueName: $uniqueName) { id } }',
      { uniqueName },
    );
    expect(data).toEqual({ proxyServiceByUniqueName: null });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(test.takeRequests()).toEqual([]);
  });
});

describe('null for a variable with a default, at a place that takes no null', () => {
  it.each(['', '__typename', 'more: __schema { __typename }'])(
    'is BAD_USER_INPUT at its field, and costs no REST call (beside "%s")',
    async (beside) => {
      const { data, errors } = await test.query(
        `query ($id: ID = "${serviceSid}") { proxyService(id: $id) { uniqueName } ${beside} }`,
        { id: null },
      );
      expect(data).toMatchObject({ proxyService: null });
      expect(errors).toMatchObject([
        {
          message: 'Argument "id" of non-null type "ID!" must not be null.',
          path: ['proxyService'],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
      expect(test.takeRequests()).toEqual([]);
    },
  );

  it.each(['skip', 'include'])('is BAD_USER_INPUT in @%s, and costs no REST call', async (directive) => {
    const { data, errors } = await test.query(
      `query ($id: ID!, $if: Boolean = true) { proxyService(id: $id) { uniqueName @${directive}(if: $if) } }`,
      { id: serviceSid, if: null },
    );
    expect(data).toEqual({ proxyService: null });
    expect(errors).toMatchObject([
      {
        message: 'Argument "if" of non-null type "Boolean!" must not be null.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('is BAD_USER_INPUT in a mutation', async () => {
    const { data, errors } = await test.query(
      'mutation ($input: DeleteProxyServiceInput = { id: "x" }) { deleteProxyService(input: $input) { deletedId } }',
      { input: null },
    );
    expect(data).toEqual({ deleteProxyService: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(test.takeRequests()).toEqual([]);
  });
});
