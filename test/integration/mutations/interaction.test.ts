import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { mutate, unknownSid } from '../../support/mutate.ts';
import { expectMalformed, expectMissing, expectUnavailable } from './failures.ts';
import { expectHeld } from './legal-hold.ts';
import { demoGateway } from './demo-gateway.ts';

const test = await demoGateway();

const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;
const sessionUrl = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const id = `${sessionId}-${demo.messageInteractionSid}`;
const url = `${sessionUrl}/Interactions/${demo.messageInteractionSid}`;
const one = { field: 'deleteProxyInteraction', record: 'deletedId', input: { id } };

const remove = (selection = '') => mutate(test, one.field, one.input, `deletedId ${selection}`);

describe('deleteProxyInteraction', () => {
  it('removes the Interaction, and names its Session without another REST call', async () => {
    const { payload, errors, requests } = await remove('session { id sid service { id } }');
    expect(errors).toBeUndefined();
    expect(payload).toEqual({
      deletedId: id,
      session: { id: sessionId, sid: demo.sessionSid, service: { id: demo.serviceSid } },
      userErrors: [],
    });
    expect(requests).toEqual([`DELETE ${url}`]);
  });

  it('reads the Session when more of it is asked for, with what is left in it', async () => {
    const { payload, requests } = await remove('session { status interactions { nodes { id } } }');
    expect(payload.session.status).toBe('IN_PROGRESS');
    expect(payload.session.interactions.nodes).toHaveLength(11);
    expect(payload.session.interactions.nodes).not.toContainEqual({ id });
    expect(requests.toSorted()).toEqual(
      [`DELETE ${url}`, `GET ${sessionUrl}`, `GET ${sessionUrl}/Interactions?PageSize=50`].toSorted(),
    );
  });

  it('removes the MessageInteraction of the same SID with it', async () => {
    await remove();
    const message = `${sessionId}-${demo.customerSid}-${demo.messageInteractionSid}`;
    const { data } = await test.query('query ($id: ID!) { proxyMessageInteraction(id: $id) { data } }', {
      id: message,
    });
    expect(data).toEqual({ proxyMessageInteraction: null });
  });

  it('says that a legal hold forbids it, and names no Session then', () =>
    expectHeld(test, one, demo.messageInteractionSid, 'session'));

  it('is NOT_FOUND at the id of an Interaction that is not there', () => {
    const input = { id: `${sessionId}-${unknownSid('KI')}` };
    const request = `DELETE ${sessionUrl}/Interactions/${unknownSid('KI')}`;
    return expectMissing(test, { ...one, input, request }, 'id');
  });

  it('refuses the id of a MessageInteraction, which has one SID more', () =>
    expectMalformed(test, {
      ...one,
      input: { id: `${sessionId}-${demo.customerSid}-${demo.messageInteractionSid}` },
    }));

  it('is UPSTREAM_UNAVAILABLE when Twilio keeps answering 500', () =>
    expectUnavailable(test, { ...one, request: `DELETE ${url}` }));

  it('has done its work when a repeated DELETE finds nothing any more', async () => {
    test.emulator.control.fault({ method: 'DELETE', status: 500, processed: true, times: 1 });
    const { payload, errors, requests } = await remove();
    expect(errors).toBeUndefined();
    expect(payload).toEqual({ deletedId: id, userErrors: [] });
    expect(requests).toEqual([`DELETE ${url}`, `DELETE ${url}`]);
  });
});
