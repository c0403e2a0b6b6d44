import { describe, expect, it } from 'vitest';
import { finishWrites } from '../../src/twilio/finish-writes.ts';
import { Refusal } from '../../src/twilio/http.ts';
import { settle } from '../support/manual-clock.ts';
import { asking, outcome, request, StubWire } from '../support/stub-wire.ts';

function start() {
  const wire = new StubWire();
  const orphans: unknown[] = [];
  const finishing = finishWrites(wire.send, ({ endpoint }, end) =>
    orphans.push([endpoint, 'status' in end ? end.status : end.kind]),
  );
  return { wire, orphans, send: asking(finishing) };
}

describe.each(['POST', 'DELETE'] as const)('a %s whose caller goes', (method) => {
  it('is left to finish when it was written, its caller is told at once, and its end is reported', async () => {
    const { wire, orphans, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method, endpoint: 'POST x', signal: caller.signal }));
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: true });
    expect(wire.at(0).request.signal.aborted).toBe(false);
    expect(orphans).toEqual([]);
    wire.at(0).answer(201);
    await settle();
    expect(orphans).toEqual([['POST x', 201]]);
  });

  it('is reported when it fails in the end', async () => {
    const { wire, orphans, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method, endpoint: 'POST x', signal: caller.signal }));
    caller.abort();
    await outcome(answer);
    wire.at(0).fail('timeout');
    await settle();
    expect(orphans).toEqual([['POST x', 'timeout']]);
  });

  it('is not sent when it still waited', async () => {
    const orphans: unknown[] = [];
    let isAborted = false;
    const send = finishWrites(
      ({ signal }, done) =>
        signal.addEventListener('abort', () => {
          isAborted = true;
          done(new Refusal('aborted', 'aborted'));
        }),
      (...orphan) => orphans.push(orphan),
    );
    const caller = new AbortController();
    const answer = asking(send)(request({ method, signal: caller.signal }));
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    expect(isAborted).toBe(true);
    expect(orphans).toEqual([]);
  });

  it('is not sent when its caller has gone before', async () => {
    const { wire, send } = start();
    const answer = send(request({ method, signal: AbortSignal.abort() }));
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    expect(wire.attempts).toHaveLength(0);
  });
});

describe('a write whose caller stays', () => {
  it('is answered and not reported', async () => {
    const { wire, orphans, send } = start();
    const answer = send(request({ method: 'POST' }));
    wire.at(0).answer(201);
    expect(await answer).toMatchObject({ status: 201 });
    expect(orphans).toEqual([]);
  });

  it('fails as the wire failed', async () => {
    const { wire, send } = start();
    const answer = send(request({ method: 'POST' }));
    wire.at(0).fail('unavailable', false);
    expect(await outcome(answer)).toMatchObject({ kind: 'unavailable', maySent: false });
  });
});

describe('a read whose caller goes', () => {
  it('is aborted on the wire', async () => {
    const { wire, orphans, send } = start();
    const caller = new AbortController();
    const answer = send(request({ signal: caller.signal }));
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted' });
    expect(wire.at(0).request.signal.aborted).toBe(true);
    expect(orphans).toEqual([]);
  });
});
