import { describe, expect, it } from 'vitest';
import { createEmulator } from '../../src/emulator/emulator.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';

const basic = (user: string, password: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

describe('an emulator', () => {
  it('serves the seven resources of the demo seed', async () => {
    await using emulator = await createEmulator();
    const headers = basic(emulator.accountSid, emulator.authToken);
    const service = `/v1/Services/${demo.serviceSid}`;
    const session = `${service}/Sessions/${demo.sessionSid}`;
    const participant = `${session}/Participants/${demo.customerSid}`;
    const paths = [
      service,
      session,
      participant,
      `${session}/Interactions/${demo.messageInteractionSid}`,
      `${participant}/MessageInteractions/${demo.messageInteractionSid}`,
      `${service}/PhoneNumbers/${demo.phoneNumberSid}`,
      `${service}/ShortCodes/${demo.shortCodeSid}`,
    ];
    for (const path of paths) {
      const response = await fetch(emulator.url + path, { headers });
      expect(await response.json()).toMatchObject({ sid: path.slice(-34), url: emulator.url + path });
    }
    expect(emulator.requests).toEqual(paths.map((path) => `GET ${path}`));
  });

  it('refuses wrong credentials before it looks at the path', async () => {
    await using emulator = await createEmulator({ seed: 'empty' });
    for (const headers of [{}, basic(emulator.accountSid, 'wrong'), basic('AC', emulator.authToken)]) {
      const response = await fetch(`${emulator.url}/nowhere`, { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ code: 20003, status: 401 });
    }
  });
});
