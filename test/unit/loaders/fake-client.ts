import type { Caller, TwilioClient } from '../../../src/twilio/client.ts';
import { TwilioError } from '../../../src/twilio/errors.ts';
import { pageQuery } from '../../../src/twilio/page.ts';

/** A call that a test answers by hand. */
export interface PendingCall {
  readonly name: string;
  readonly caller: Caller;
  answer(value: unknown): void;
  fail(error: Error): void;
}

/** A client whose calls wait until the test answers them; aborted ones fail as the real client's do. */
export function createFakeClient(): { client: TwilioClient; calls: PendingCall[] } {
  const calls: PendingCall[] = [];
  const pending = async (name: string, caller: Caller): Promise<never> => {
    caller.onCall(name);
    const answer = await new Promise<unknown>((resolve, reject) => {
      calls.push({ name, caller, answer: resolve, fail: reject });
      caller.signal.addEventListener('abort', () => reject(new TwilioError('aborted', 'Aborted.')));
    });
    return answer as never;
  };
  const client: TwilioClient = {
    fetch: (_, path, caller) => pending(`fetch ${path.join('/')}`, caller),
    fetchByUniqueName: (_, parent, name, caller) => pending(`named ${parent.join('/')}/${name}`, caller),
    list: ({ segment }, parent, page, caller) =>
      pending(`list ${[...parent, segment].join('/')}?${pageQuery(page)}`, caller),
    create: ({ segment }, parent, _, caller) => pending(`create ${[...parent, segment].join('/')}`, caller),
    update: (_, path, __, caller) => pending(`update ${path.join('/')}`, caller),
    remove: (_, path, caller) => pending(`remove ${path.join('/')}`, caller),
  };
  return { client, calls };
}

/** Someone who waits for a call, and may stop waiting. */
export function createCaller(): Caller & { readonly paid: string[]; joined: number; leave(): void } {
  const controller = new AbortController();
  const paid: string[] = [];
  const caller = {
    signal: controller.signal,
    paid,
    joined: 0,
    onCall: (endpoint: string) => void paid.push(endpoint),
    onJoin: () => void (caller.joined += 1),
    leave: () => controller.abort(),
  };
  return caller;
}
