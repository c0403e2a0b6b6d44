import { beforeEach, describe, expect, it } from 'vitest';
import { CallBudget } from '../../../src/loaders/call-budget.ts';
import { createLoaders, type Loaders } from '../../../src/loaders/loaders.ts';
import { RequestScope } from '../../../src/loaders/request-scope.ts';
import { SinglePageLists } from '../../../src/loaders/single-page-lists.ts';
import { systemClock } from '../../../src/twilio/clock.ts';
import { TwilioError } from '../../../src/twilio/errors.ts';
import { participant } from '../../../src/twilio/resources/participant.ts';

import { session } from '../../../src/twilio/resources/session.ts';
import { ResourceAvailability } from '../../../src/twilio/discontinued.ts';
import { createFakeClient, type PendingCall } from './fake-client.ts';

const path = ['KS1', 'KC1'];
const row = (status: string) => ({ serviceSid: 'KS1', sid: 'KC1', status });
const page = (...rows: object[]) => ({ rows, next: null, previous: null });

let calls: PendingCall[];
let loaders: Loaders;
let operation: AbortController;
beforeEach(() => {
  const fake = createFakeClient();
  calls = fake.calls;
  operation = new AbortController();
  loaders = createLoaders({
    client: fake.client,
    scope: new RequestScope({ onCall: () => undefined, signal: operation.signal }),
    budget: new CallBudget(500),
    singlePageLists: new SinglePageLists(),
    discontinued: new ResourceAvailability(systemClock).forOperation('owner'),
    pageSizeMax: 100,
    webhooks: null,
  });
});

/** Lets DataLoader send its batch. */
const tick = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('a write', () => {
  const write = () => loaders.write(path, () => Promise.resolve());

  it('makes later reads ask again', async () => {
    const before = loaders.page(session, ['KS1'], { pageSize: 50 });
    calls[0]?.answer(page(row('open')));
    await before;
    expect(await loaders.record(session, path)).toMatchObject({ status: 'open' });
    await write();
    const after = loaders.record(session, path);
    await tick();
    calls[1]?.answer(row('closed'));
    expect(await after).toMatchObject({ status: 'closed' });
  });

  it('lets a list that it overtook bring no older record', async () => {
    const overtaken = loaders.page(session, ['KS1'], { pageSize: 50 });
    await write();
    calls[0]?.answer(page(row('open')));
    expect(await overtaken).toMatchObject({ rows: [{ status: 'open' }] });
    expect(loaders.cachedRecord(session, path)).toBeUndefined();
    const record = loaders.record(session, path);
    await tick();
    calls[1]?.answer(row('closed'));
    expect(await record).toMatchObject({ status: 'closed' });
  });

  it('lets nobody wait for a list that it overtook', async () => {
    void loaders.page(participant, path, { pageSize: 50 });
    await write();
    void loaders.record(participant, [...path, 'KP1']);
    await tick();
    expect(calls.map(({ name }) => name)).toEqual([
      'list KS1/KC1/Participants?PageSize=50',
      'fetch KS1/KC1/KP1',
    ]);
  });

  it('makes later reads ask again for what was read while it was in flight', async () => {
    let answer = (): void => undefined;
    const written = loaders.write(path, () => new Promise<void>((resolve) => (answer = resolve)));
    const meanwhile = loaders.page(session, ['KS1'], { pageSize: 50 });
    calls[0]?.answer(page(row('open')));
    await meanwhile;
    expect(loaders.cachedRecord(session, path)).toMatchObject({ status: 'open' });
    answer();
    await written;
    expect(loaders.cachedRecord(session, path)).toBeUndefined();
    void loaders.page(session, ['KS1'], { pageSize: 50 });
    expect(calls).toHaveLength(2);
  });

  it('leaves what was read of others', async () => {
    const list = loaders.page(session, ['KS2'], { pageSize: 50 });
    calls[0]?.answer(page({ serviceSid: 'KS2', sid: 'KC1', status: 'open' }));
    await list;
    await write();
    expect(loaders.cachedRecord(session, ['KS2', 'KC1'])).toMatchObject({ status: 'open' });
  });
});

describe('a failing key', () => {
  it('leaves its neighbours alone', async () => {
    const records = ['KC1', 'KC2', 'KC3'].map((sid) => loaders.record(session, ['KS1', sid]));
    await tick();
    calls[0]?.answer(row('open'));
    calls[1]?.fail(new TwilioError('unavailable', 'Twilio answered 500.'));
    calls[2]?.fail(new TwilioError('not-found', 'Twilio answered 404.'));
    const results = await Promise.allSettled(records);
    expect(results).toMatchObject([
      { status: 'fulfilled', value: { status: 'open' } },
      { status: 'rejected', reason: { kind: 'unavailable' } },
      { status: 'fulfilled', value: null },
    ]);
  });
});

describe('the end of an operation', () => {
  it('aborts what is in flight, and nothing starts any more', async () => {
    const list = loaders.page(session, ['KS1'], { pageSize: 50 });
    operation.abort('The operation has ended.');
    expect(calls[0]?.caller.signal.aborted).toBe(true);
    await expect(list).rejects.toMatchObject({ kind: 'aborted' });
    await expect(loaders.record(session, path)).rejects.toMatchObject({ kind: 'aborted' });
    expect(calls).toHaveLength(1);
  });
});
