import type { Emulator, Seed } from '../../../src/emulator/emulator.ts';
import { ada, bob, emulatorAtNoon, lineA, serviceOf } from '../support.ts';

export interface Urls {
  readonly callbackUrl?: string;
  readonly interceptCallbackUrl?: string;
  readonly outOfSessionCallbackUrl?: string;
}

/** One Service `svc` with these callback URLs, and a Session `one` of Ada and Bob. */
export const sessionSeed = (urls: Urls): Seed => ({
  services: [
    {
      uniqueName: 'svc',
      ...urls,
      phoneNumbers: [{ number: lineA }],
      sessions: [
        {
          uniqueName: 'one',
          participants: [ada, bob].map((identifier) => ({ identifier, proxyIdentifier: lineA })),
        },
      ],
    },
  ],
});

/** An emulator with that Session, whose clock stands at noon. */
export async function emulatorWith(urls: Urls) {
  const emulator = await emulatorAtNoon({ seed: sessionSeed(urls) });
  const svc = await serviceOf(emulator);
  const session = (await svc.get<{ sid: string }>('/Sessions/one')).body;
  const path = `/Sessions/${session.sid}`;
  const { body } = await svc.get<{ participants: { sid: string; identifier: string }[] }>(
    `${path}/Participants`,
  );
  const adaSid = body.participants.find(({ identifier }) => identifier === ada)?.sid ?? '';
  return {
    emulator,
    svc,
    session,
    path,
    adaSid,
    /** Sends a message to Ada through the API. */
    send: async (text = 'hello') =>
      (await svc.post(`${path}/Participants/${adaSid}/MessageInteractions`, { Body: text })).body.sid,
    [Symbol.asyncDispose]: () => emulator.stop(),
  };
}

/** A control request over HTTP. */
export async function control(
  emulator: Emulator,
  method: string,
  name: string,
  body?: object,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${emulator.url}/__emulator/${name}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}
