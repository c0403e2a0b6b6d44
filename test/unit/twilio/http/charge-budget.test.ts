import { describe, expect, it } from 'vitest';
import { chargeBudget } from '../../../../src/twilio/http/charge-budget.ts';
import { NotSentError, type TwilioRequest } from '../../../../src/twilio/http/request.ts';
import { request } from '../../../support/stub-transport.ts';

const response = { status: 200, headers: {}, body: '' };

function start(onCall: (endpoint: string) => void = () => undefined) {
  const told: string[] = [];
  const context = {
    onCall(endpoint: string) {
      onCall(endpoint);
      told.push(`charged ${endpoint}`);
    },
  };
  const next = async () => {
    told.push('sent');
    return response;
  };
  return {
    told,
    send: (some: Partial<TwilioRequest> = {}) => chargeBudget(request({ ...some, context }), next),
  };
}

describe('an attempt', () => {
  it('is charged before it is made, in the tick of the call', async () => {
    const { told, send } = start();
    const answer = send();
    expect(told).toEqual(['charged GET /v1/Services', 'sent']);
    expect(await answer).toBe(response);
  });
});

describe('an operation without budget', () => {
  const refusal = new Error('no budget');
  const refuse = () => {
    throw refusal;
  };

  it('gets its own refusal for the first attempt, which is not made', async () => {
    const { told, send } = start(refuse);
    await expect(send()).rejects.toBe(refusal);
    expect(told).toEqual([]);
  });

  it('has a repetition not sent, so that the failure before it counts', async () => {
    const { told, send } = start(refuse);
    const error = await send({ repetition: 1 }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(NotSentError);
    expect(error).toMatchObject({ cause: refusal });
    expect(told).toEqual([]);
  });
});
