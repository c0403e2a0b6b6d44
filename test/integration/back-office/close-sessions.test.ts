import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
import { pageOf, unknownSid } from '../../support/mutate.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import {
  closedIn,
  closingSeed,
  FAILED,
  mutation,
  otherServiceSid,
  type Result,
  sendsOf,
  serviceSid,
  sessionId,
  sessionSid,
  sessionUrl,
  upTo,
} from './closing.ts';

const test = await sharedGateway({ emulator: { seed: closingSeed }, env: { UPSTREAM_TRACE: 'on' } });
beforeEach(() => test.emulator.control.seed(closingSeed));
afterEach(() => {
  test.emulator.control.clearFaults();
  test.emulator.control.releaseHolds();
});

const trace = { 'x-upstream-trace': 'true' };

async function close(ids: readonly string[], headers: Readonly<Record<string, string>> = {}) {
  const { data, errors, extensions } = await test.query(mutation, { ids }, { ...trace, ...headers });
  const results = data?.closeProxySessions?.results as readonly Result[] | undefined;
  return { results, errors, extensions, data };
}

const outcomes = (results: readonly Result[] | undefined) => results?.map(({ outcome }) => outcome);

describe('closeProxySessions', () => {
  it('closes 300 Sessions, one POST each, all at the same time, and answers in the order of the input', async () => {
    await using wide = await startGateway({
      emulator: { seed: closingSeed },
      env: { UPSTREAM_TRACE: 'on', TWILIO_MAX_CONCURRENCY: '400' },
    });
    const ids = upTo(300).map(sessionId).toReversed();
    const hold = wide.emulator.control.hold({ method: 'POST' });
    const answer = wide.query(mutation, { ids }, trace);
    await wide.emulator.control.arrived(300);
    hold.release();
    const { data, errors, extensions } = await answer;
    expect(errors).toBeUndefined();
    expect(data.closeProxySessions.userErrors).toEqual([]);
    expect(data.closeProxySessions.results).toEqual(
      ids.map((id) => ({ id, outcome: 'DONE', session: { id, status: 'CLOSED' }, userErrors: [] })),
    );
    expect(extensions.upstream).toMatchObject({ planned: { min: 0, expected: 300, max: 300 }, calls: 300 });
    expect((await closedIn(wide.emulator)).size).toBe(300);
    expect(wide.emulator.log.slice(0, 300).every(({ form }) => form['Status']?.[0] === 'closed')).toBe(true);
  });

  it('is done for a Session that was closed before, however Twilio says so', async () => {
    const post = (position: number) => ({ method: 'POST', path: sessionUrl(position) });
    test.emulator.control.fault({ ...post(19), code: 80607 });
    test.emulator.control.fault({ ...post(29), code: 80608 });
    const { results, errors } = await close([9, 19, 29].map(sessionId));
    expect(errors).toBeUndefined();
    expect(results).toMatchObject([
      { outcome: 'DONE', session: { status: 'CLOSED' }, userErrors: [] },
      { outcome: 'DONE', session: null, userErrors: [] },
      { outcome: 'DONE', session: { status: 'CLOSED' }, userErrors: [] },
    ]);
  });

  it('shares one call among duplicates, and answers with canonical ids', async () => {
    const [a, b] = [sessionId(1), sessionId(2)];
    const { results, extensions } = await close([
      b,
      a.toLowerCase().replace('ks', 'KS').replace('kc', 'KC'),
      b,
      a,
    ]);
    expect(results?.map(({ id, outcome }) => [id, outcome])).toEqual([b, a, b, a].map((id) => [id, 'DONE']));
    expect(extensions.upstream).toMatchObject({ planned: { expected: 2, max: 2 }, calls: 2 });
    expect(sendsOf(test)).toEqual(new Map([2, 1].map((position) => [sessionUrl(position), 1])));
  });

  it('closes Sessions of several Services', async () => {
    const { results } = await close([sessionId(1), `${otherServiceSid}-${sessionSid(0)}`]);
    expect(outcomes(results)).toEqual(['DONE', 'DONE']);
    expect(results?.map(({ session }) => session?.status)).toEqual(['CLOSED', 'CLOSED']);
  });

  it('says why Twilio refuses one, with the place of its id', async () => {
    const missing = `${serviceSid}-${unknownSid('KC')}`;
    test.emulator.control.fault({ method: 'POST', path: sessionUrl(2), code: 80615, status: 403 });
    test.emulator.control.fault({ method: 'POST', path: sessionUrl(3), code: 20403, status: 403 });
    const { data, errors } = await test.query(
      `mutation ($ids: [ID!]!) {
        closeProxySessions(input: { ids: $ids }) {
          results { outcome session { id } userErrors { code field message twilioCode moreInfo } }
        }
      }`,
      { ids: [sessionId(1), missing, sessionId(FAILED), sessionId(2), sessionId(3)] },
    );
    expect(errors).toBeUndefined();
    const refused = (index: number, code: string, twilioCode: number, message: string) => ({
      outcome: 'REFUSED',
      session: null,
      userErrors: [
        { code, twilioCode, message, field: ['input', 'ids', String(index)], moreInfo: pageOf(twilioCode) },
      ],
    });
    expect(data.closeProxySessions.results).toEqual([
      { outcome: 'DONE', session: { id: sessionId(1) }, userErrors: [] },
      refused(1, 'NOT_FOUND', 20404, 'The record does not exist.'),
      refused(2, 'INVALID_TRANSITION', 80608, 'The Session cannot change from its status to this one.'),
      refused(3, 'NOT_ALLOWED', 80615, 'The record is under legal hold and cannot be deleted.'),
      refused(4, 'NOT_ALLOWED', 20403, 'Twilio does not allow it for this account.'),
    ]);
  });

  it('refuses all when one id is malformed', async () => {
    const { data, errors } = await close([sessionId(1), `${serviceSid}-KC1`]);
    expect(data).toEqual({ closeProxySessions: null });
    expect(errors).toMatchObject([{ path: ['closeProxySessions'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(test.takeRequests()).toEqual([]);
  });

  it.each([[0], [301], [12_000]])('refuses %i ids', async (count) => {
    const ids = upTo(count).map(() => sessionId(1));
    const { data, errors } = await close(ids);
    expect(errors).toBeUndefined();
    expect(data.closeProxySessions).toEqual({
      results: [],
      userErrors: [{ code: 'INVALID', field: ['input', 'ids'] }],
    });
    expect(test.takeRequests()).toEqual([]);
  });

  it('is refused before anything is sent when there are more ids than the budget allows', async () => {
    const { errors } = await close(upTo(11).map(sessionId), { 'x-max-upstream-calls': '10' });
    expect(errors).toMatchObject([{ extensions: { code: 'CALL_BUDGET_EXCEEDED' } }]);
    expect(test.takeRequests()).toEqual([]);
    const { results } = await close(upTo(10).map(sessionId), { 'x-max-upstream-calls': '10' });
    expect(outcomes(results)).toEqual(upTo(10).map(() => 'DONE'));
  });

  it('does not attempt what the budget has no room for after attempts that were refused', async () => {
    test.emulator.control.fault({ method: 'POST', path: sessionUrl(0), code: 80621, times: 1 });
    const { results } = await close(upTo(3).map(sessionId), { 'x-max-upstream-calls': '3' });
    expect(outcomes(results)).toEqual(['NOT_ATTEMPTED', 'DONE', 'DONE']);
    expect([...(await closedIn(test.emulator))].filter((position) => position < 3)).toEqual(
      [1, 2].toReversed(),
    );
  });

  it('reads nothing for the records that Twilio returned, and what is selected below them', async () => {
    const query = `mutation ($ids: [ID!]!) {
      closeProxySessions(input: { ids: $ids }) {
        results { session { closedReason dateEnded service { sid } participants { nodes { sid } } } }
      }
    }`;
    const ids = [1, 2].map(sessionId);
    const plan = await test.query(query, { ids }, { 'x-upstream-plan': 'true' });
    expect(plan.extensions.plan).toMatchObject({
      expected: 4,
      calls: [
        {
          method: 'POST',
          path: '/v1/Services/{ServiceSid}/Sessions/{Sid}',
          times: { min: 0, expected: 2, max: 2 },
          children: [{ method: 'GET', times: { expected: 2 } }],
        },
      ],
    });
    const { data, errors, extensions } = await test.query(query, { ids }, trace);
    expect(errors).toBeUndefined();
    expect(data.closeProxySessions.results[1].session).toMatchObject({
      closedReason: 'api',
      participants: { nodes: [] },
    });
    expect(extensions.upstream.calls).toBe(4);
  });

  it('refuses wrong lists below its results before anything is sent', async () => {
    const { errors } = await test.query(
      `mutation ($ids: [ID!]!) {
        closeProxySessions(input: { ids: $ids }) { results { session { participants(first: 0) { nodes { sid } } } } }
      }`,
      { ids: [sessionId(1)] },
    );
    expect(errors).toMatchObject([{ path: ['closeProxySessions'], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(test.takeRequests()).toEqual([]);
  });

  it('is refused when its results could not fit into the answer, and tells outcomes when they do not', async () => {
    await using small = await startGateway({ emulator: { seed: closingSeed }, env: { MAX_VALUES: '40' } });
    const query = `mutation ($ids: [ID!]!) {
      closeProxySessions(input: { ids: $ids }) { results { outcome session { sid uniqueName } } }
    }`;
    const refused = await small.query(query, { ids: upTo(20).map(sessionId) });
    expect(refused.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    expect(small.takeRequests()).toEqual([]);
    const long = (body: string) => body.replace('order-', 'x'.repeat(4000));
    small.emulator.control.fault({ method: 'POST', body: long });
    const { data, errors } = await small.query(query, { ids: [sessionId(1), sessionId(2)] });
    expect(data.closeProxySessions.results).toEqual([
      { outcome: 'DONE', session: null },
      { outcome: 'DONE', session: null },
    ]);
    expect(errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code])).toEqual([
      ['closeProxySessions.results.0.session', 'QUERY_TOO_COMPLEX'],
      ['closeProxySessions.results.1.session', 'QUERY_TOO_COMPLEX'],
    ]);
  });
});
