import { describe, expect, it } from 'vitest';
import { detachWrites } from '../../../../src/twilio/http/detach-writes.ts';
import { NotSentError, type TwilioRequest } from '../../../../src/twilio/http/request.ts';
import { settle } from '../../../support/manual-clock.ts';
import { outcome, request, StubTransport } from '../../../support/stub-transport.ts';

function start() {
  const transport = new StubTransport();
  const detached: unknown[] = [];
  const middleware = detachWrites(({ endpoint }, end) => detached.push([endpoint, end]));
  return { transport, detached, send: (sent: TwilioRequest) => middleware(sent, transport.send) };
}

describe.each(['POST', 'DELETE'] as const)('a %s whose caller goes', (method) => {
  it('is left to finish when it was written, its caller is told at once, and its end is reported', async () => {
    const { transport, detached, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method, endpoint: 'POST x', signal: caller.signal }));
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: true });
    expect(transport.at(0).request.signal.aborted).toBe(false);
    expect(detached).toEqual([]);
    transport.at(0).answer(201);
    await settle();
    expect(detached).toEqual([['POST x', 201]]);
  });

  it('is reported when it fails in the end', async () => {
    const { transport, detached, send } = start();
    const caller = new AbortController();
    const answer = send(request({ method, endpoint: 'POST x', signal: caller.signal }));
    caller.abort();
    await outcome(answer);
    transport.at(0).fail('timeout');
    await settle();
    expect(detached).toEqual([['POST x', 'timeout']]);
  });

  it('is not sent when it still waited', async () => {
    const detached: unknown[] = [];
    let isAborted = false;
    const middleware = detachWrites((...told) => detached.push(told));
    const caller = new AbortController();
    const answer = middleware(
      request({ method, signal: caller.signal }),
      ({ signal }) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            isAborted = true;
            reject(new NotSentError('aborted', 'aborted'));
          }),
        ),
    );
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    expect(isAborted).toBe(true);
    expect(detached).toEqual([]);
  });

  it('is not sent when its caller has gone before', async () => {
    const { transport, send } = start();
    const answer = send(request({ method, signal: AbortSignal.abort() }));
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted', maySent: false });
    expect(transport.attempts).toHaveLength(0);
  });
});

describe('a write whose caller stays', () => {
  it('is answered and not reported', async () => {
    const { transport, detached, send } = start();
    const answer = send(request({ method: 'POST' }));
    transport.at(0).answer(201);
    expect(await answer).toMatchObject({ status: 201 });
    expect(detached).toEqual([]);
  });

  it('fails as the transport failed', async () => {
    const { transport, send } = start();
    const answer = send(request({ method: 'POST' }));
    transport.at(0).fail('unavailable', false);
    expect(await outcome(answer)).toMatchObject({ kind: 'unavailable', maySent: false });
  });
});

describe('a read whose caller goes', () => {
  it('is aborted on the transport', async () => {
    const { transport, detached, send } = start();
    const caller = new AbortController();
    const answer = send(request({ signal: caller.signal }));
    caller.abort();
    expect(await outcome(answer)).toMatchObject({ kind: 'aborted' });
    expect(transport.at(0).request.signal.aborted).toBe(true);
    expect(detached).toEqual([]);
  });
});
