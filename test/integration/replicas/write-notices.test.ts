import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { loadRedis, RedisConnection } from '../../../src/redis/connection.ts';
import { WriteNotices } from '../../../src/redis/write-notices.ts';
import { parseScope, type SidPath } from '../../../src/twilio/sid.ts';
import { ManualClock, until } from '../../support/manual-clock.ts';
import { skipWithoutRedis, startRedis, type TestRedis } from '../../support/redis.ts';
import { startDeployment } from '../../support/replicas.ts';

const id = `${demo.serviceSid}-${demo.sessionSid}`;
const sessionUrl = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const read = 'query ($id: ID!) { proxySession(id: $id) { ttl } }';
const write = `mutation ($input: UpdateProxySessionInput!) {
  updateProxySession(input: $input) { session { ttl } userErrors { code } } }`;
/** In seconds: decades, so that the demo Session does not expire. */
const FIRST_TTL = 2_000_000_000;
const reads = { method: 'GET', path: sessionUrl } as const;

let redis: TestRedis;
beforeEach(async () => {
  redis = await startRedis();
});
afterEach(() => redis[Symbol.asyncDispose]());

describe.skipIf(skipWithoutRedis)('a write through one replica', () => {
  it('is seen by a later read through another one, 100 times of 100, with a slow read in flight there', async () => {
    await using deployment = await startDeployment(redis);
    // On this clock a write waits for its notice for as long as it takes.
    const a = await deployment.start({ testOptions: { clock: new ManualClock() } });
    const b = await deployment.start();
    const { control } = deployment.emulator;
    const ttls: number[] = [];
    for (let ttl = FIRST_TTL; ttl < FIRST_TTL + 100; ttl += 1) {
      const hold = control.hold({ ...reads, at: 'answer' });
      const early = b.query(read, { id });
      await control.arrived(1, reads);
      const { data } = await a.query(write, { input: { id, ttl } });
      expect(data.updateProxySession).toEqual({ session: { ttl }, userErrors: [] });
      const later = b.query(read, { id });
      // If it joined the read in flight, it would not arrive.
      await control.arrived(2, reads);
      hold.release();
      ttls.push((await later).data.proxySession.ttl as number);
      await early;
      expect(deployment.takeRequests()).toEqual([
        `GET ${sessionUrl}`,
        `POST ${sessionUrl}`,
        `GET ${sessionUrl}`,
      ]);
    }
    expect(ttls).toEqual(Array.from({ length: 100 }, (_, index) => FIRST_TTL + index));
  });

  it('is seen by a later read although another one began while it was on its way', async () => {
    await using deployment = await startDeployment(redis);
    const a = await deployment.start({ testOptions: { clock: new ManualClock() } });
    const b = await deployment.start();
    const { control } = deployment.emulator;
    const writes = control.hold({ method: 'POST', path: sessionUrl });
    const written = a.query(write, { input: { id, ttl: FIRST_TTL } });
    await control.arrived(1, { method: 'POST' });
    const answers = control.hold({ ...reads, at: 'answer' });
    const early = b.query(read, { id });
    await control.arrived(1, reads);
    writes.release();
    await written;
    const later = b.query(read, { id });
    await control.arrived(2, reads);
    answers.release();
    expect((await early).data.proxySession.ttl).not.toBe(FIRST_TTL);
    expect((await later).data.proxySession.ttl).toBe(FIRST_TTL);
  });

  it('is told by paths alone, when it is sent and when it is answered', async () => {
    await using deployment = await startDeployment(redis);
    const a = await deployment.start();
    const messages: string[] = [];
    const listener = redis.client.duplicate();
    listener.on('pmessage', (_, channel, message) => messages.push(`${channel} ${message}`));
    await listener.psubscribe('*');
    const hold = deployment.emulator.control.hold({ method: 'POST' });
    const answer = a.query(write, { input: { id, ttl: FIRST_TTL } });
    await until(() => messages.length === 1);
    hold.release();
    await answer;
    await until(() => messages.length === 2);
    listener.disconnect();
    for (const message of messages)
      expect(message).toMatch(new RegExp(`^proxy-gateway:writes [0-9a-f-]{36} ${id}$`));
  });

  it('is told when it ends after its caller hung up', async () => {
    await using deployment = await startDeployment(redis);
    const a = await deployment.start();
    const b = await deployment.start();
    const { control } = deployment.emulator;
    const messages: string[] = [];
    const listener = redis.client.duplicate();
    listener.on('message', (_, message) => messages.push(message));
    await listener.subscribe('proxy-gateway:writes');
    const writes = control.hold({ method: 'POST', path: sessionUrl });
    const caller = new AbortController();
    const gone = fetch(`${a.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: write, variables: { input: { id, ttl: FIRST_TTL } } }),
      signal: caller.signal,
    });
    await control.arrived(1, { method: 'POST' });
    caller.abort();
    await expect(gone).rejects.toThrow('abort');
    // When it is sent, and when its operation ends.
    await until(() => messages.length === 2);
    const answers = control.hold({ ...reads, at: 'answer' });
    const early = b.query(read, { id });
    await control.arrived(1, reads);
    writes.release();
    await until(() => messages.length === 3);
    listener.disconnect();
    const later = b.query(read, { id });
    await control.arrived(2, reads);
    answers.release();
    expect((await later).data.proxySession.ttl).toBe(FIRST_TTL);
    await early;
  });
});

describe.skipIf(skipWithoutRedis)('write notices', () => {
  const scope = id.split('-');
  const closers: (() => void)[] = [];
  afterEach(() => closers.splice(0).forEach((close) => close()));

  async function openNotices() {
    const Client = await loadRedis();
    if (Client === null) throw new Error('ioredis is not installed.');
    const options = { url: new URL(redis.url), timeoutMs: 600_000 };
    const [commands, listening] = [
      new RedisConnection(Client, options),
      new RedisConnection(Client, options),
    ];
    const detached: SidPath[] = [];
    const clock = new ManualClock();
    const notices = new WriteNotices({
      prefix: 'p',
      clock,
      commands,
      listening,
      parseScope,
      detachReads: (path) => detached.push(path),
    });
    await Promise.all([commands.connect(), listening.connect()]);
    await notices.open();
    closers.push(() => {
      notices.close();
      commands.close();
      listening.close();
    });
    return { notices, detached, clock };
  }

  it('detach the reads of the others, and not once more those of the writer', async () => {
    const [a, b] = [await openNotices(), await openNotices()];
    await a.notices.announce(scope);
    await b.notices.announce([]);
    await until(() => a.detached.length > 0 && b.detached.length > 0);
    expect([a.detached, b.detached]).toEqual([[[]], [scope]]);
  });

  it('are ignored when they are garbled', async () => {
    const { detached } = await openNotices();
    const sender = randomUUID();
    const upper = id.replace(/[a-f]/g, (digit) => digit.toUpperCase());
    const texts = [
      'x',
      ' ',
      `${id}-`,
      ` ${id}`,
      `${id}\n`,
      id.slice(1),
      upper === id ? 'KS' : upper,
      `${id}-${id}-${id}`,
      '../v1/Services',
      'x'.repeat(1_000_000),
      '\u0000',
    ];
    for (const text of texts) await redis.client.publish('p:writes', `${sender} ${text}`);
    await redis.client.publish('p:writes', id);
    await redis.client.publish('p:writes', Buffer.from([0xff, 0xfe, 0x00]));
    await redis.client.publish('p:writes', `${sender} ${id}`);
    await until(() => detached.length > 0);
    expect(detached).toEqual([scope]);
  });

  it('that may have been missed detach everything', async () => {
    const { detached } = await openNotices();
    await redis.client.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await until(() => detached.length > 0);
    expect(detached).toEqual([[]]);
  });

  it('hold a write for 10 milliseconds at most', async () => {
    const { notices, clock } = await openNotices();
    redis.hang();
    const announced = notices.announce(scope);
    const state = { isSettled: false };
    void announced.then(() => (state.isSettled = true));
    await clock.advance(9);
    expect(state.isSettled).toBe(false);
    await clock.advance(1);
    await announced;
    redis.resume();
  });
});
