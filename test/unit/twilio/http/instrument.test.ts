import { describe, expect, it } from 'vitest';
import { type AttemptEnd, type AttemptSpan, instrument } from '../../../../src/twilio/http/instrument.ts';
import { ManualClock } from '../../../support/manual-clock.ts';
import { outcome, request, StubTransport } from '../../../support/stub-transport.ts';

function start(span: AttemptSpan | null = null) {
  const transport = new StubTransport();
  const clock = new ManualClock();
  const told: [endpoint: string, end: AttemptEnd, milliseconds: number][] = [];
  const onAttempt = ({ endpoint }: { endpoint: string }, end: AttemptEnd, milliseconds: number) =>
    void told.push([endpoint, end, milliseconds]);
  const middleware = instrument({ observer: { onAttempt }, startSpan: () => span, clock });
  return { transport, clock, told, send: () => middleware(request(), transport.send) };
}

describe('an attempt', () => {
  it('is measured with its status and its time, before its caller goes on', async () => {
    const { transport, clock, told, send } = start();
    const answer = send().then(() => told.length);
    await clock.advance(30);
    transport.at(0).answer(404);
    expect(await answer).toBe(1);
    expect(told).toEqual([['GET /v1/Services', 404, 30]]);
  });

  it('is measured with the kind of its failure, which its caller gets as it is', async () => {
    const { transport, told, send } = start();
    const answer = send();
    transport.at(0).fail('timeout');
    expect(await outcome(answer)).toMatchObject({ kind: 'timeout' });
    expect(told).toEqual([['GET /v1/Services', 'timeout', 0]]);
  });

  it('is a span that ends with it, and says which', async () => {
    const ends: AttemptEnd[] = [];
    const { transport, send } = start({
      headers: { traceparent: '00-x' },
      end: (end) => void ends.push(end),
    });
    const answer = send();
    expect(transport.at(0).request.traceHeaders).toEqual({ traceparent: '00-x' });
    expect(ends).toEqual([]);
    transport.at(0).answer(200);
    await answer;
    expect(ends).toEqual([200]);
  });
});

describe('an observer that throws', () => {
  it('is a defect, which the caller is told', async () => {
    const defect = new TypeError('ours');
    const onAttempt = () => {
      throw defect;
    };
    const middleware = instrument({
      observer: { onAttempt },
      startSpan: () => null,
      clock: new ManualClock(),
    });
    const next = async () => ({ status: 200, headers: {}, body: '' });
    await expect(middleware(request(), next)).rejects.toBe(defect);
  });
});
