import { describe, expect, it } from 'vitest';
import { Refusal } from '../../src/twilio/http.ts';
import { type AttemptEnd, observeAttempts, refusalReason } from '../../src/twilio/observe.ts';
import { ManualClock, settle } from '../support/manual-clock.ts';
import { outcome, request, StubWire } from '../support/stub-wire.ts';

function observed() {
  const wire = new StubWire();
  const clock = new ManualClock();
  const told: [endpoint: string, end: AttemptEnd, milliseconds: number][] = [];
  const ignore = () => undefined;
  const onAttempt = ({ endpoint }: { endpoint: string }, end: AttemptEnd, milliseconds: number) =>
    void told.push([endpoint, end, milliseconds]);
  const send = observeAttempts(wire.send, { onAttempt, onWaited: ignore, onRefused: ignore }, clock);
  return { wire, clock, told, send };
}

describe('an observed attempt', () => {
  it('is told with its status and its time, before its caller goes on', async () => {
    const { wire, clock, told, send } = observed();
    const answer = send(request()).then(() => told.length);
    await clock.advance(30);
    wire.at(0).answer(404);
    expect(await answer).toBe(1);
    expect(told).toEqual([['GET /v1/Services', 404, 30]]);
  });

  it('is told with the kind of its failure, which its caller gets as it is', async () => {
    const { wire, told, send } = observed();
    const answer = send(request());
    wire.at(0).fail('timeout');
    expect(await outcome(answer)).toMatchObject({ kind: 'timeout' });
    expect(told).toEqual([['GET /v1/Services', 'timeout', 0]]);
  });

  it('is a defect when something else is thrown', async () => {
    const told: AttemptEnd[] = [];
    const ignore = () => undefined;
    const observer = { onAttempt: (_: unknown, end: AttemptEnd) => void told.push(end) };
    const send = observeAttempts(
      () => Promise.reject(new TypeError('ours')),
      { ...observer, onWaited: ignore, onRefused: ignore },
      new ManualClock(),
    );
    await expect(send(request())).rejects.toThrow('ours');
    await settle();
    expect(told).toEqual(['defect']);
  });
});

describe('the reason of a refusal', () => {
  it.each([
    ['an open breaker', new Refusal('unavailable', ''), 'breaker'],
    ['a full queue', new Refusal('overloaded', ''), 'queue'],
    ['a caller who had gone', new Refusal('aborted', ''), null],
    ['something else', new Error(''), null],
  ])('%s', (_, error, reason) => {
    expect(refusalReason(error)).toBe(reason);
  });
});
