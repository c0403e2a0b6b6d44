import { beforeEach, describe, expect, it } from 'vitest';
import { RequestScope } from '../../../src/loaders/request-scope.ts';
import { TwilioError } from '../../../src/twilio/errors.ts';
import type { SidPath } from '../../../src/twilio/resource.ts';

let operation: AbortController;
let scope: RequestScope;
let started: string[];
beforeEach(() => {
  operation = new AbortController();
  scope = new RequestScope({ onCall: () => undefined, signal: operation.signal });
  started = [];
});

/** A read without an end; it fails when its signal aborts, as the client does. */
const readUntilAborted = (path: SidPath): Promise<string | null> =>
  scope.read(path, ({ signal }) => {
    started.push(path.join('/'));
    return new Promise<string>((_, reject) => {
      signal.addEventListener('abort', () => reject(new TwilioError('aborted', 'Aborted.')));
    });
  });

/** What a read has come to by now: its answer, the kind of its error, or `in flight`. */
async function stateOf(read: Promise<string | null>): Promise<unknown> {
  let state: unknown = 'in flight';
  read.then(
    (answer) => (state = answer),
    (error: unknown) => (state = error instanceof TwilioError ? error.kind : error),
  );
  await new Promise<void>((resolve) => setImmediate(resolve));
  return state;
}

describe('a missing record', () => {
  it('makes the reads at and under its path null, and leaves others in flight', async () => {
    scope.branch(['KS1', 'KC1']);
    const reads = [['KS1', 'KC1'], ['KS1', 'KC1', 'KP1'], ['KS1'], ['KS1', 'KC2'], ['KS2']].map(
      readUntilAborted,
    );
    scope.cancelUnder(['KS1', 'KC1']);
    const states = await Promise.all(reads.map(stateOf));
    expect(states).toEqual([null, null, 'in flight', 'in flight', 'in flight']);
  });

  it('cancels the branches under it too', async () => {
    scope.branch(['KS1']);
    scope.branch(['KS1', 'KC1']);
    const read = readUntilAborted(['KS1', 'KC1']);
    scope.cancelUnder(['KS1']);
    expect(await stateOf(read)).toBeNull();
  });

  it('leaves the branch above in flight', async () => {
    scope.branch(['KS1']);
    scope.branch(['KS1', 'KC1']);
    const read = readUntilAborted(['KS1', 'KC2']);
    scope.cancelUnder(['KS1', 'KC1']);
    expect(await stateOf(read)).toBe('in flight');
  });

  it('is not read again', async () => {
    scope.branch(['KS1']);
    scope.cancelUnder(['KS1']);
    expect(await readUntilAborted(['KS1', 'KC1'])).toBeNull();
    expect(started).toEqual([]);
  });
});

describe('the end of an operation', () => {
  it('aborts the reads of branches as well', async () => {
    scope.branch(['KS1']);
    const reads = [readUntilAborted(['KS1']), readUntilAborted(['KS2'])];
    operation.abort('The operation has ended.');
    expect(await Promise.all(reads.map(stateOf))).toEqual(['aborted', 'aborted']);
  });

  it('lets nothing start any more, not even in a new branch', async () => {
    scope.branch(['KS1']);
    operation.abort('The operation has ended.');
    scope.branch(['KS2']);
    for (const path of [['KS1'], ['KS2'], ['KS3']]) {
      expect(await stateOf(readUntilAborted(path))).toBe('aborted');
    }
    expect(started).toEqual([]);
  });
});

describe('a read', () => {
  it('gives its answer to those who keep it, and only an answer', async () => {
    const kept: string[] = [];
    const keep = (answer: string) => void kept.push(answer);
    const missing = () => Promise.reject<string>(new TwilioError('not-found', 'Twilio answered 404.'));
    expect(await scope.read(['KS1'], () => Promise.resolve('answer'), keep)).toBe('answer');
    expect(await scope.read(['KS1'], missing, keep)).toBeNull();
    expect(kept).toEqual(['answer']);
  });
});
