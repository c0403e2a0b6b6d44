import { describe, expect, it } from 'vitest';
import { type AttemptEnd, observeAttempts } from '../../src/twilio/observe.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { asking, outcome, request, StubWire } from '../support/stub-wire.ts';

function observed() {
  const wire = new StubWire();
  const clock = new ManualClock();
  const told: [endpoint: string, end: AttemptEnd, milliseconds: number][] = [];
  const ignore = () => undefined;
  const onAttempt = ({ endpoint }: { endpoint: string }, end: AttemptEnd, milliseconds: number) =>
    void told.push([endpoint, end, milliseconds]);
  const observing = observeAttempts(wire.send, { onAttempt, onWaited: ignore, onRefused: ignore }, clock);
  return { wire, clock, told, send: asking(observing) };
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
});

describe('an observer that throws', () => {
  it('keeps nobody from the answer', async () => {
    const wire = new StubWire();
    const broken = () => {
      throw new TypeError('ours');
    };
    const observer = { onAttempt: broken, onWaited: broken, onRefused: broken };
    const answer = asking(observeAttempts(wire.send, observer, new ManualClock()))(request());
    expect(() => wire.at(0).answer(200)).toThrow('ours');
    expect(await answer).toMatchObject({ status: 200 });
  });
});
