import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import {
  createHttpPipeline,
  type HttpLimits,
  type HttpPipelineOptions,
} from '../../../../src/twilio/http/pipeline.ts';
import { ManualClock, settle } from '../../../support/manual-clock.ts';
import { outcome, request, type SomeRequest, StubTransport } from '../../../support/stub-transport.ts';

function start({
  limits,
  ...options
}: { limits?: Partial<HttpLimits> } & Partial<Omit<HttpPipelineOptions, 'limits'>> = {}) {
  const transport = new StubTransport();
  const clock = new ManualClock();
  const refusals: string[] = [];
  const pipeline = createHttpPipeline({
    transport: { send: transport.send, close: async () => undefined },
    limits: { maxConcurrency: 64, maxQueue: 2000, maxRetries: 2, rateLimit: true, ...limits },
    clock,
    wallNow: () => 0,
    random: () => 0,
    onDetached: () => undefined,
    onBreaker: () => undefined,
    observer: {
      onAttempt: () => undefined,
      onWaited: () => undefined,
      onRefused: (_, reason) => void refusals.push(reason),
    },
    startSpan: () => null,
    ...options,
  });
  let paths = 0;
  /** Sends a request that is like no other. */
  const send = (some: SomeRequest = {}) => {
    paths += 1;
    return pipeline.send(request({ path: `/${paths}`, ...some }));
  };
  return { transport, clock, refusals, pipeline, send };
}

describe('an endpoint that fails', () => {
  it('is not waited for, and what waited when it began to fail is not sent', async () => {
    const { transport, refusals, pipeline, send } = start({ limits: { maxConcurrency: 5, maxRetries: 0 } });
    const failing = Array.from({ length: 5 }, () => send());
    const waiting = [send(), send()].map((answer) => answer.catch((error: unknown) => error));
    expect(pipeline.waiting).toBe(2);
    transport.attempts.forEach((attempt) => attempt.answer(503));
    expect(await Promise.all(failing)).toHaveLength(5);
    for (const end of waiting) expect(await end).toMatchObject({ kind: 'unavailable' });
    expect(await outcome(send())).toMatchObject({ kind: 'unavailable' });
    expect(transport.attempts).toHaveLength(5);
    expect(refusals).toEqual(['breaker', 'breaker', 'breaker']);
    expect(pipeline.isAvailable()).toBe(false);
  });
});

describe('a read that is repeated', () => {
  it('is charged and waits for its turn again, and those who share it have one answer', async () => {
    const { transport, clock, send } = start({ limits: { maxConcurrency: 1 } });
    const charges: string[] = [];
    const onCall = (endpoint: string) => void charges.push(endpoint);
    const reads = [1, 2].map(() => send({ path: '/same', context: { onCall } }));
    const other = send();
    transport.at(0).answer(503);
    await clock.advance(0);
    expect(transport.attempts.map(({ request: { path } }) => path)).toEqual(['/same', '/3']);
    transport.at(1).answer(200);
    await settle();
    transport.at(2).answer(200, { body: 'shared' });
    expect(await Promise.all(reads)).toMatchObject([{ body: 'shared' }, { body: 'shared' }]);
    await other;
    expect(charges).toHaveLength(2);
    expect(clock.timers).toBe(0);
  });
});

describe('the signal of a caller', () => {
  it.each(['GET', 'POST', 'DELETE'] as const)('has no listener left after a %s', async (method) => {
    const { transport, clock, send } = start({ limits: { maxConcurrency: 1 } });
    const { signal } = new AbortController();
    const answers = [send({ method, signal }), send({ method, signal })];
    transport.at(0).answer(429);
    await clock.advance(1000);
    for (const index of [1, 2]) {
      transport.at(index).answer(200);
      await settle();
    }
    expect(await Promise.all(answers)).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('idle', () => {
  it('comes when the last request has ended, a write without a caller too', async () => {
    const detached: unknown[] = [];
    const { transport, pipeline, send } = start({ onDetached: (_, end) => void detached.push(end) });
    const caller = new AbortController();
    const write = send({ method: 'POST', signal: caller.signal });
    caller.abort();
    expect(await outcome(write)).toMatchObject({ kind: 'aborted', maySent: true });
    const idle = pipeline.idle().then(() => 'idle');
    expect(await outcome(idle)).toBe('pending');
    transport.at(0).answer(201);
    expect(await outcome(idle)).toBe('idle');
    expect(detached).toEqual([201]);
  });
});
