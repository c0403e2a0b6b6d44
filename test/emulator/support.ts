import twilio from 'twilio';
import {
  createEmulator,
  type Emulator,
  type EmulatorOptions,
  type Seed,
} from '../../src/emulator/emulator.ts';
import { ask, type Reply } from './client.ts';

/** A moment at which the clock of a test stands still. */
export const NOON = Date.parse('2026-05-01T12:00:00Z');

/** An emulator whose clock stands at noon until a test moves it. */
export async function emulatorAtNoon(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await createEmulator(options);
  emulator.control.clock.set(NOON);
  return emulator;
}

/** Twilio's own SDK, pointed at an emulator. */
export function sdk(emulator: Emulator): twilio.Twilio {
  const client = twilio(emulator.accountSid, emulator.authToken);
  client.proxy.baseUrl = emulator.url;
  return client;
}

/** People and numbers that belong to nobody. */
export const ada = '+14155550100';
export const bob = '+14155550101';
export const cleo = '+14155550102';
export const lineA = '+14155550190';
export const lineB = '+14155550191';
export const lineC = '+12125550190';

/** One Service, `svc`, with the given numbers in its pool. */
export const poolSeed = (...numbers: readonly string[]): Seed => ({
  services: [{ uniqueName: 'svc', phoneNumbers: numbers.map((number) => ({ number })) }],
});

/** Asks below the Service `svc` of a seed, and creates what tests need there. */
export async function serviceOf(emulator: Emulator, uniqueName = 'svc') {
  const { body } = await ask<{ sid: string }>(emulator, 'GET', `/v1/Services/${uniqueName}`);
  const path = `/v1/Services/${body.sid}`;
  const post = <T = { sid: string }>(
    below: string,
    form: Record<string, string | readonly string[]> = {},
  ): Promise<Reply<T>> => ask<T>(emulator, 'POST', `${path}${below}`, form);
  return {
    sid: body.sid,
    path,
    post,
    get: <T = Record<string, unknown>>(below = ''): Promise<Reply<T>> =>
      ask<T>(emulator, 'GET', path + below),
    remove: (below = ''): Promise<Reply> => ask(emulator, 'DELETE', path + below),
    /** The path of a new Session, below the Service. */
    session: async (form: Record<string, string | readonly string[]> = {}): Promise<string> =>
      `/Sessions/${(await post('/Sessions', form)).body.sid}`,
    /** The paths of a new Session and of Ada, who is in it, below the Service. */
    withAda: async (form: Record<string, string> = {}): Promise<{ session: string; participant: string }> => {
      const session = `/Sessions/${(await post('/Sessions', form)).body.sid}`;
      const { body: participant } = await post(`${session}/Participants`, { Identifier: ada });
      return { session, participant: `${session}/Participants/${participant.sid}` };
    },
  };
}
