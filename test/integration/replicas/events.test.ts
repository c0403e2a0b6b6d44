import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { createLogger } from '../../../src/observability/logger.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { type Deployment, startDeployment } from '../../support/replicas.ts';
import { change, follow, sessionId } from '../../support/shared-events.ts';
import { interactionSid, postReport, report, webhookUrl } from '../../support/webhooks.ts';

const STREAM = 'proxy-gateway:events';

let redis: TestRedis;
let deployment: Deployment;
beforeEach(async () => {
  redis = await startRedis();
  deployment = await startDeployment(redis, { WEBHOOK_URL: webhookUrl });
});
afterEach(async () => {
  await deployment[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

const startTwo = () => Promise.all([deployment.start(), deployment.start()]);

describe.skipIf(skipWithoutRedis)('a webhook to one replica', () => {
  it('reaches the subscribers of all, with the same cursor', async () => {
    const [a, b] = await startTwo();
    await using atA = await follow(a);
    await using atB = await follow(b);
    await Promise.all([atA.next(), atB.next()]);
    await postReport(a.gateway, change(1));
    const events = await Promise.all([atA.next(), atB.next()]);
    expect(events).toEqual([events[0], { event: 1, cursor: events[0].cursor }]);
  });

  it('reaches each subscriber once when it comes to both, and never an older state after a newer', async () => {
    const [a, b] = await startTwo();
    await using atA = await follow(a);
    await using atB = await follow(b);
    const token = randomUUID();
    await Promise.all([
      postReport(a.gateway, change(1), { token }),
      postReport(b.gateway, change(1), { token }),
    ]);
    await Promise.all([postReport(a.gateway, change(2)), postReport(b.gateway, change(2))]);
    // The newer state comes first, to the other replica.
    await postReport(a.gateway, change(3, 9));
    await postReport(b.gateway, change(3, 8));
    await postReport(b.gateway, change(4));
    for (const follower of [atA, atB]) expect(await follower.takeUntil(4)).toEqual(['STARTED', 1, 2, 3, 4]);
    expect(await redis.client.xlen(STREAM)).toBe(2 + 7);
  });

  it('detaches the reads in flight at another one', async () => {
    const [a, b] = await startTwo();
    await using atB = await follow(b);
    await atB.next();
    deployment.takeRequests();
    const { control } = deployment.emulator;
    const path = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}/Interactions`;
    const reads = { method: 'GET', path };
    const read = () => b.query(`{ proxySession(id: "${sessionId}") { interactions { nodes { sid } } } }`);
    const hold = control.hold(reads);
    const early = read();
    await control.arrived(1, reads);
    await postReport(a.gateway, change(1));
    expect((await atB.next()).event).toBe(1);
    const later = read();
    // If it joined the one in flight, it would not arrive.
    await control.arrived(2, reads);
    hold.release();
    await Promise.all([early, later]);
  });
});

describe.skipIf(skipWithoutRedis)('a subscriber that continues', () => {
  it('at another replica misses nothing that came since, from STARTED or from an event', async () => {
    const [a, b] = await startTwo();
    const atA = await follow(a);
    const { cursor: start } = await atA.next();
    await postReport(a.gateway, change(1));
    const { cursor } = await atA.next();
    await a.stop();
    await postReport(b.gateway, change(2));
    await postReport(b.gateway, change(3));
    await using fromStart = await follow(b, start);
    await using fromEvent = await follow(b, cursor);
    expect(await fromStart.take(4)).toEqual(['STARTED', 1, 2, 3]);
    expect(await fromEvent.take(3)).toEqual(['STARTED', 2, 3]);
    await postReport(b.gateway, change(4));
    expect(await fromEvent.take(1)).toEqual([4]);
    await atA.close();
  });

  it('misses nothing however fast it moves', async () => {
    const [a, b] = await startTwo();
    let after: string | undefined;
    for (let number = 1; number <= 30; number += 1) {
      const [here, there] = number % 2 === 0 ? [a, b] : [b, a];
      await using follower = await follow(here, after);
      expect(await follower.take(1)).toEqual(['STARTED']);
      await postReport(there.gateway, change(number));
      const { event, cursor } = await follower.next();
      expect(event).toBe(number);
      after = cursor;
    }
  });

  it('misses nothing when all replicas were restarted', async () => {
    const [a, b] = await startTwo();
    const atA = await follow(a);
    const { cursor } = await atA.next();
    await postReport(b.gateway, change(1));
    await atA.next();
    await postReport(a.gateway, change(2));
    await Promise.all([a.stop(), b.stop()]);
    await atA.close();
    const c = await deployment.start();
    await using atC = await follow(c, cursor);
    expect(await atC.take(3)).toEqual(['STARTED', 1, 2]);
    // What was received before the restart is known still.
    await postReport(c.gateway, change(2));
    await postReport(c.gateway, change(1, 0));
    await postReport(c.gateway, change(3));
    expect(await atC.take(1)).toEqual([3]);
  });

  it('has a GAP after a cursor that no replica knows', async () => {
    const b = await deployment.start({ env: { REDIS_TIMEOUT_MS: '50' } });
    await postReport(b.gateway, change(1));
    const cursors = [
      '',
      'garbage',
      '0-0',
      '1-1',
      '99999999999999-0',
      '1-1-1',
      `${'9'.repeat(20)}-0`,
      `${randomUUID()}.0`,
    ];
    for (const cursor of cursors) {
      await using follower = await follow(b, cursor);
      expect(await follower.take(2), cursor).toEqual(['STARTED', 'GAP']);
    }
  });

  it('has a GAP at a new replica when Redis was flushed; others go on', async () => {
    const a = await deployment.start();
    await using atA = await follow(a);
    const { cursor } = await atA.next();
    await redis.flush();
    await postReport(a.gateway, change(1));
    expect(await atA.take(1)).toEqual([1]);
    const b = await deployment.start();
    await using atB = await follow(b, cursor);
    expect(await atB.take(2)).toEqual(['STARTED', 'GAP']);
    await postReport(a.gateway, change(2));
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([[2], [2]]);
  });
});

describe.skipIf(skipWithoutRedis)('what others write to the stream', () => {
  const text = (changes: object = {}, record: object = {}) =>
    JSON.stringify({
      record: {
        sid: interactionSid(7),
        account_sid: deployment.emulator.accountSid,
        service_sid: demo.serviceSid,
        session_sid: demo.sessionSid,
        date_updated: '2026-03-02T09:00:01.000Z',
        ...record,
      },
      dateReceived: '2026-03-02T09:00:02.000Z',
      delivery: null,
      ...changes,
    });

  it('is ignored when it is no change of this account, and is reported once', async () => {
    const lines: string[] = [];
    const logger = createLogger('warn', { write: (line) => void lines.push(line) });
    const a = await deployment.start({ logger });
    await using atA = await follow(a);
    await atA.next();
    const garbage = [
      '',
      'x',
      'null',
      '[]',
      '{}',
      '{"record":null}',
      text({ dateReceived: 'today' }),
      text({ dateReceived: 5 }),
      text({ delivery: 'x'.repeat(100) }),
      text({ record: [] }),
      text({}, { sid: 'KI1' }),
      text({}, { sid: null }),
      text({}, { account_sid: `AC${'9'.repeat(32)}` }),
      text({}, { account_sid: 7 }),
      text({}, { date_updated: 'soon' }),
      text({}, { data: 'x'.repeat(100_000) }),
      '['.repeat(30_000),
    ];
    for (const value of garbage) await redis.client.xadd(STREAM, '*', 'change', value);
    await redis.client.xadd(STREAM, '*', 'change', Buffer.from([0xff, 0xfe, 0x00]));
    await redis.client.xadd(STREAM, '*', 'other', text());
    await redis.client.xadd(STREAM, '*', '', '');
    await redis.client.xadd(STREAM, '*', '__proto__', text());
    await redis.client.xadd(
      STREAM,
      '*',
      'change',
      text({}, { data: { nested: [1] }, type: 5, more: 'x' }),
      'a',
      'b',
    );
    await postReport(a.gateway, change(1));
    expect(await atA.take(2)).toEqual([7, 1]);
    expect(lines.filter((line) => line.includes('shared event ignored'))).toHaveLength(1);
    // Nor does it harm a replica that reads it at its start.
    const b = await deployment.start();
    await using atB = await follow(b);
    await atB.next();
    await postReport(a.gateway, change(2));
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([[2], [2]]);
  });

  it('does not keep events from local subscribers when the key is of another type', async () => {
    const a = await deployment.start();
    const b = await deployment.start();
    await using atA = await follow(a);
    await using atB = await follow(b);
    expect(await Promise.all([atA.take(1), atB.take(1)])).toEqual([['STARTED'], ['STARTED']]);
    await redis.client.del(STREAM);
    await redis.client.set(STREAM, 'x');
    await postReport(a.gateway, change(1));
    expect(await atA.take(1)).toEqual([1]);
    await redis.client.del(STREAM);
    expect(await atA.take(1)).toEqual(['GAP']);
    expect(await atB.take(1)).toEqual(['GAP']);
    await postReport(b.gateway, report({ interactionSid: interactionSid(2) }));
    expect(await atA.takeUntil(2)).toContain(2);
  });
});
