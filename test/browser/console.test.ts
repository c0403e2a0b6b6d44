import type { Browser, Page, WebSocketRoute } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { demo } from '../../src/emulator/seeds/demo-sids.ts';
import { createGateway, type Gateway } from '../../src/gateway.ts';
import { controlEmulator, moveClock } from '../support/emulator-control.ts';
import { startLiveGateway } from '../support/live-gateway.ts';
import { startGateway } from '../support/gateway.ts';
import { findViolations } from './axe.ts';
import { launchChromium, openPage, patiently, skipWithoutChromium, type Visit } from './chromium.ts';
import { type ServedConsole, serveConsole } from './serve-console.ts';

const sessionPath = `/v1/Services/${demo.serviceSid}/Sessions/${demo.sessionSid}`;
const sessionId = `${demo.serviceSid}-${demo.sessionSid}`;

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });
const transcript = (page: Page) => page.getByRole('log', { name: 'Transcript' }).getByRole('listitem');
const isLive = (page: Page) =>
  page
    .getByRole('status')
    .filter({ hasText: /^Live$/ })
    .waitFor();

const messageOf = (page: Page) => page.getByRole('textbox', { name: 'Message' });

const send = async (page: Page, body: string) => {
  await page.getByRole('combobox', { name: 'To' }).selectOption('customer');
  await messageOf(page).fill(body);
  await page.getByRole('button', { name: 'Send' }).click();
};

describe.skipIf(skipWithoutChromium)('the example app "console"', { timeout: 60_000 }, () => {
  let browser: Browser;
  beforeAll(async () => void (browser = await launchChromium()), 60_000);
  afterAll(() => browser.close());

  describe('served by Vite, which passes on what it asks the gateway', () => {
    let gateway: Gateway;
    let served: ServedConsole;
    let visited: Visit;
    let page: Page;
    beforeAll(async () => {
      gateway = await createGateway(readConfig({ PORT: '0', EMULATOR_PORT: '0', LOG_LEVEL: 'silent' }));
      served = await serveConsole({ GATEWAY_URL: gateway.url });
      await served.build();
    });
    beforeEach(async () => {
      await controlEmulator(gateway, 'POST seed', { seed: 'demo' });
      await controlEmulator(gateway, 'POST clock', { set: new Date().toISOString() });
      visited = await openPage(browser, served.url);
      page = visited.page;
      return () => visited[Symbol.asyncDispose]();
    });
    afterAll(async () => {
      await served[Symbol.asyncDispose]();
      await gateway.stop();
    });

    /** The requests that reached the emulator since the last call. */
    const takeRequests = async () => {
      const { requests } = await controlEmulator(gateway, 'GET requests');
      await controlEmulator(gateway, 'DELETE requests');
      return requests as string[];
    };

    const openSession = async () => {
      await page.goto(`${served.url}/#${sessionId}`);
      await isLive(page);
      await transcript(page).nth(11).waitFor();
    };

    it('pages through the Sessions of a Service', async () => {
      await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: demo.serviceUniqueName });
      await rows(page).nth(19).waitFor();
      expect(await rows(page).count()).toBe(20);
      expect(await findViolations(page)).toEqual([]);

      for (const count of [40, 60]) {
        await page.getByRole('button', { name: 'Show more' }).click();
        await rows(page)
          .nth(count - 1)
          .waitFor();
      }
      await page.getByRole('button', { name: 'Show more' }).waitFor({ state: 'detached' });
      const names = await rows(page).getByRole('link').allInnerTexts();
      expect(new Set(names).size).toBe(60);
      expect(names[0]).toBe(demo.sessionUniqueName);

      await page.getByRole('link', { name: demo.sessionUniqueName }).click();
      await page.getByRole('heading', { name: demo.sessionUniqueName }).waitFor();
      await isLive(page);
      expect(await findViolations(page)).toEqual([]);
      expect(visited.complaints).toEqual([]);
    });

    it('shows what is sent, what comes and each change of status without reading again', async () => {
      await openSession();
      await takeRequests();

      await send(page, 'Your courier is at the gate.');
      const sent = transcript(page).filter({ hasText: 'Your courier is at the gate.' });
      await sent.getByText('Service → customer').waitFor();
      await sent.getByText('QUEUED').waitFor();
      for (const status of ['SENT', 'DELIVERED']) {
        await moveClock(gateway, { advanceMs: 3000 });
        await sent.getByText(status, { exact: true }).waitFor();
      }
      await controlEmulator(gateway, 'POST inbound-messages', {
        participantSid: demo.courierSid,
        body: 'I am at the door.',
      });
      await transcript(page).last().getByText('I am at the door.').waitFor();
      await transcript(page).last().getByText('courier → customer').waitFor();

      expect(await transcript(page).count()).toBe(14);
      expect(await messageOf(page).inputValue()).toBe('');
      expect(await takeRequests()).toEqual([
        `POST ${sessionPath}/Participants/${demo.customerSid}/MessageInteractions`,
      ]);
      expect(visited.complaints).toEqual([]);
    });

    describe('when the WebSocket is lost', () => {
      /** Opens the Session; `lose` closes its WebSocket, and `after` replaces the cursor of the next one. */
      const openFragile = async (after?: string) => {
        const sockets: WebSocketRoute[] = [];
        await page.routeWebSocket(/\/graphql$/, (socket) => {
          const server = socket.connectToServer();
          sockets.push(socket);
          socket.onMessage((message) => {
            const replaced = String(message).replace(/"after":"[^"]*"/, `"after":"${after ?? ''}"`);
            server.send(after === undefined ? message : replaced);
          });
        });
        // Only sockets of a new page are routed.
        await page.goto('about:blank');
        await openSession();
        await takeRequests();
        return async () => {
          const [socket] = sockets.splice(0);
          await socket?.close({ code: 1011 });
          await page.getByText('Connecting …').waitFor();
        };
      };
      const receive = (body: string) =>
        controlEmulator(gateway, 'POST inbound-messages', { participantSid: demo.courierSid, body });

      it('goes on after the last event', async () => {
        const lose = await openFragile();
        await receive('Before.');
        await transcript(page).last().getByText('Before.').waitFor();
        await lose();
        await receive('Meanwhile.');

        await transcript(page).last().getByText('Meanwhile.').waitFor();
        await isLive(page);
        expect(await takeRequests()).toEqual([`GET ${sessionPath}`]);
      });

      it('reads the transcript again when events may be missing', async () => {
        const lose = await openFragile('unknown');
        await lose();
        await receive('Meanwhile.');

        await transcript(page).last().getByText('Meanwhile.').waitFor();
        await expect.poll(takeRequests, patiently).toContain(`GET ${sessionPath}/Interactions?PageSize=100`);
      });
    });

    it('closes the Session, and says why nothing can be sent then', async () => {
      await openSession();
      await page.getByRole('button', { name: 'Close the Session' }).click();
      await page.getByText('Status: CLOSED').waitFor();
      expect(await page.getByRole('button', { name: 'Close the Session' }).count()).toBe(0);

      await send(page, 'Too late.');
      await page.getByRole('alert').getByText('The Session is closed.').waitFor();
      expect(await messageOf(page).inputValue()).toBe('Too late.');
      expect(await findViolations(page)).toEqual([]);

      await page.getByRole('link', { name: 'All Sessions' }).click();
      await rows(page).filter({ hasText: demo.sessionUniqueName }).getByText('CLOSED').waitFor();
    });

    describe('in the list of a Service', () => {
      const found = (page: Page) => page.getByRole('status').filter({ hasText: 'found' });
      const openService = async (name: string) => {
        await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: name });
        await rows(page).first().waitFor();
        await takeRequests();
      };

      it('finds Sessions by their names, also behind pages without a match', async () => {
        await openService('ride-hailing-us');
        await page.getByRole('searchbox', { name: 'Name starts with' }).fill('ride-2026-005');
        await page.keyboard.press('Enter');
        await found(page).getByText('0 found so far.', { exact: true }).waitFor();
        const more = page.getByRole('button', { name: 'Search on' });
        await more.focus();
        await page.keyboard.press('Enter');
        await found(page).getByText('0 found so far, 0 of them among the last 100 read.').waitFor();
        await more.click();
        await found(page).getByText('10 found, 10 of them among the last 60 read.').waitFor();

        expect(await more.count()).toBe(0);
        expect(await rows(page).getByRole('link').allInnerTexts()).toEqual(
          Array.from({ length: 10 }, (_, index) => `ride-2026-${String(59 - index).padStart(4, '0')}`),
        );
        expect((await takeRequests()).map((request) => request.replace(/&.*/, ''))).toEqual(
          Array.from({ length: 3 }, () => `GET /v1/Services/${demo.bigServiceSid}/Sessions?PageSize=100`),
        );
        expect(await findViolations(page)).toEqual([]);
      });

      it('finds Sessions by their status, and keeps what was searched for on the way back', async () => {
        await openService(demo.serviceUniqueName);
        await page.getByRole('combobox', { name: 'Status' }).selectOption('CLOSED');
        await page.getByRole('button', { name: 'Find' }).click();
        await expect
          .poll(() => rows(page).getByText('IN_PROGRESS', { exact: true }).count(), patiently)
          .toBe(0);
        await rows(page).nth(19).waitFor();
        const names = await rows(page).getByRole('link').allInnerTexts();
        await rows(page).getByRole('link').first().click();
        await page.getByRole('heading', { name: names[0] ?? '' }).waitFor();
        await takeRequests();

        await page.getByRole('link', { name: 'All Sessions' }).click();
        await rows(page).nth(19).waitFor();
        expect(await rows(page).getByRole('link').allInnerTexts()).toEqual(names);
        expect(await page.getByRole('combobox', { name: 'Status' }).inputValue()).toBe('CLOSED');
        expect((await takeRequests()).filter((request) => request.includes('/Sessions?'))).toEqual([]);
      });

      describe('that opens a Session', () => {
        const group = (position: number) => page.getByRole('group', { name: `Participant ${position}` });
        const field = (position: number, name: string) =>
          group(position).getByRole('textbox', { name, exact: true });
        const fill = async (secondNumber: string) => {
          await openService(demo.serviceUniqueName);
          await page.getByText('Open a Session').click();
          await page.getByRole('textbox', { name: 'Name of the Session' }).fill('order-2001');
          await field(1, 'Phone number').fill('+447700900801');
          await field(1, 'Name').fill('customer');
          await field(1, 'First message').fill('Your order 2001 is on its way.');
          await field(2, 'Phone number').fill(secondNumber);
          await field(2, 'Name').fill('courier');
          await page.keyboard.press('Enter');
        };
        const sessions = `/v1/Services/${demo.serviceSid}/Sessions`;

        it('shows user errors at their fields, and then the Session with its first message', async () => {
          await fill('not a number');
          await group(2).locator('[aria-invalid=true]').waitFor();
          expect(await field(2, 'Phone number').getAttribute('aria-invalid')).toBe('true');
          const errors = (await field(2, 'Phone number').getAttribute('aria-describedby')) ?? '';
          expect(await page.locator(`[id="${errors}"]`).innerText()).toMatch(/E\.164/);
          expect(await page.locator('[aria-invalid=true]').count()).toBe(1);
          expect(await takeRequests()).toEqual([]);
          expect(await findViolations(page)).toEqual([]);

          await field(2, 'Phone number').fill('+447700900802');
          await page.getByRole('button', { name: 'Open', exact: true }).click();
          await page.getByRole('heading', { name: 'order-2001' }).waitFor();
          await transcript(page).getByText('Your order 2001 is on its way.').waitFor();
          await transcript(page).getByText('Service → customer').waitFor();
          const writes = (await takeRequests()).filter((request) => request.startsWith('POST'));
          expect(writes).toEqual([
            `POST ${sessions}`,
            expect.stringMatching(/Participants\/KP\w+\/MessageInteractions$/),
          ]);

          await page.getByRole('link', { name: 'All Sessions' }).click();
          await rows(page).first().getByRole('link', { name: 'order-2001' }).waitFor();
        });

        it('does not offer to open it again when a message may be missing', async () => {
          await controlEmulator(gateway, 'POST faults', {
            method: 'POST',
            pathPattern: '/MessageInteractions$',
            reset: 'after',
            times: 1,
          });
          await fill('+447700900802');
          await page.getByRole('alert').getByText('It is not known whether this was done.').waitFor();
          expect(await page.getByRole('button', { name: 'Open', exact: true }).count()).toBe(0);

          await page.getByRole('link', { name: 'The Session is open' }).click();
          await page.getByRole('heading', { name: 'order-2001' }).waitFor();
          await transcript(page).getByText('Your order 2001 is on its way.').waitFor();
        });

        it('keeps the form when the name is taken', async () => {
          await openService(demo.serviceUniqueName);
          await page.getByText('Open a Session').click();
          const name = page.getByRole('textbox', { name: 'Name of the Session' });
          await name.fill(demo.sessionUniqueName);
          await field(1, 'Phone number').fill('+447700900801');
          await field(2, 'Phone number').fill('+447700900802');
          await page.getByRole('button', { name: 'Open', exact: true }).click();
          await expect.poll(() => name.getAttribute('aria-invalid'), patiently).toBe('true');
          expect(await field(1, 'Phone number').inputValue()).toBe('+447700900801');
        });
      });

      it('closes the selected Sessions, and says what became of each', async () => {
        await openService(demo.serviceUniqueName);
        const select = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` });
        const close = page.getByRole('button', { name: /^Close selected Sessions/ });
        const outcomes = page.getByRole('status', { name: 'Outcomes' });
        expect(await close.isDisabled()).toBe(true);
        await select(demo.sessionUniqueName).focus();
        await page.keyboard.press('Space');
        for (const name of ['order-1058', 'order-1056']) await select(name).check();
        const [lost, refused] = await Promise.all(
          ['order-1058', 'order-1056'].map(async (name) => {
            const link = await page.getByRole('link', { name }).getAttribute('href');
            return link?.split('-').at(-1) ?? '';
          }),
        );
        const fault = { method: 'POST', times: 1 };
        await controlEmulator(gateway, 'POST faults', { ...fault, pathPattern: lost, reset: 'after' });
        await controlEmulator(gateway, 'POST faults', { ...fault, pathPattern: refused, status: 404 });
        await close.click();

        await outcomes.getByText(`${demo.sessionUniqueName}: closed.`).waitFor();
        await outcomes.getByText('order-1058: it is not known whether it was closed.').waitFor();
        await outcomes.getByText('order-1056: not closed.').waitFor();
        await rows(page).filter({ hasText: demo.sessionUniqueName }).getByText('CLOSED').waitFor();
        expect(await select(demo.sessionUniqueName).count()).toBe(0);
        expect(await findViolations(page)).toEqual([]);
        expect(await takeRequests()).toHaveLength(3);

        await page.getByRole('button', { name: 'Close selected Sessions (2)' }).click();
        for (const name of ['order-1058', 'order-1056']) {
          await outcomes.getByText(`${name}: closed.`).waitFor();
        }
        expect(await takeRequests()).toHaveLength(2);
        expect(await close.isDisabled()).toBe(true);
      });

      it('selects all that are not closed', async () => {
        await openService(demo.serviceUniqueName);
        const all = page.getByRole('checkbox', { name: 'Select all' });
        const open = await page.getByRole('checkbox', { name: /^Select (?!all)/ }).count();
        await all.check();
        await page.getByRole('button', { name: `Close selected Sessions (${open})` }).waitFor();
        await all.uncheck();
        await page.getByRole('button', { name: 'Close selected Sessions (0)' }).waitFor();
      });
    });

    describe('in a long transcript', () => {
      const path = `/v1/Services/${demo.bigServiceSid}/Sessions/${demo.longSessionSid}`;
      const openLong = async () => {
        await takeRequests();
        await page.goto(`${served.url}/#${demo.bigServiceSid}-${demo.longSessionSid}`);
        await isLive(page);
        const readsOfInteractions = async () => {
          const { requests } = await controlEmulator(gateway, 'GET requests');
          return (requests as string[]).filter((request) => request.includes(`${path}/Interactions`)).length;
        };
        // The page reads again when it is live.
        await expect.poll(readsOfInteractions, patiently).toBe(2);
        await transcript(page).nth(99).waitFor();
        await takeRequests();
      };
      const earlier = () => page.getByText('Earlier messages and calls are not shown.');

      it('shows earlier Interactions until it is complete', async () => {
        await openLong();
        expect(await transcript(page).count()).toBe(100);
        await earlier().waitFor();
        await page.getByRole('button', { name: 'Show 100 more' }).click();

        await transcript(page).nth(136).waitFor();
        await earlier().waitFor({ state: 'detached' });
        expect(await transcript(page).count()).toBe(137);
        const requests = await takeRequests();
        expect(requests.filter((request) => request.includes('Interactions'))).toHaveLength(2);
        await isLive(page);
      });

      it('keeps what it shows when earlier Interactions cannot be read', async () => {
        await openLong();
        await controlEmulator(gateway, 'POST faults', {
          pathPattern: '/Interactions',
          status: 503,
          times: 20,
        });
        await page.getByRole('button', { name: 'Show 100 more' }).click();
        const alert = page.getByRole('alert');
        await alert.getByText('Twilio or the gateway is busy.').waitFor();
        expect(await transcript(page).count()).toBe(100);

        await controlEmulator(gateway, 'DELETE faults');
        await alert.getByRole('button', { name: 'Try again' }).click();
        await transcript(page).nth(136).waitFor();
        expect(await takeRequests()).toContain(`GET ${path}/Participants?PageSize=50`);
      });
    });

    it('does not ask to repeat a message that may have been sent', async () => {
      await openSession();
      await controlEmulator(gateway, 'POST faults', { method: 'POST', reset: 'after', times: 1 });
      await send(page, 'Once.');

      const alert = page.getByRole('alert');
      await alert.getByText('It is not known whether this was done.').waitFor();
      expect(await alert.getByRole('button').count()).toBe(0);
      await transcript(page).last().getByText('Once.').waitFor();
    });

    it('tries again what failed', async () => {
      await controlEmulator(gateway, 'POST faults', { pathPattern: '/Sessions', status: 503, times: 20 });
      await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: demo.serviceUniqueName });
      const alert = page.getByRole('alert');
      await alert.getByText('Twilio or the gateway is busy.').waitFor();

      await controlEmulator(gateway, 'DELETE faults');
      await alert.getByRole('button', { name: 'Try again' }).click();
      await rows(page).first().waitFor();
      expect(await alert.count()).toBe(0);
    });
  });

  describe('on another origin', () => {
    const KEY = 'key-of-the-console-test';
    let served: ServedConsole;
    beforeAll(async () => void (served = await serveConsole()));
    afterAll(() => served[Symbol.asyncDispose]());
    const env = () => ({
      CORS_ORIGINS: served.url,
      GATEWAY_AUTH: 'api-key',
      GATEWAY_API_KEYS: KEY,
    });

    it('calls a gateway that lists it in CORS_ORIGINS, with the API key that is entered', async () => {
      await using test = await startLiveGateway({ env: env() });
      await served.build({ VITE_GATEWAY_URL: test.gateway.url });
      await using visited = await openPage(browser, `${served.url}/#${sessionId}`);
      const { page } = visited;
      await page.getByText('The gateway requires an API key.').first().waitFor();

      await page.getByLabel('API key').fill(KEY);
      await page.getByRole('button', { name: 'Use' }).click();
      await isLive(page);
      test.emulator.control.inboundMessage({ participantSid: demo.courierSid, body: 'I am at the door.' });
      await transcript(page).last().getByText('I am at the door.').waitFor();
    });

    it('reads the transcript after a write when the gateway receives no webhooks', async () => {
      await using test = await startGateway({
        env: { ...env(), GATEWAY_AUTH: 'none', GATEWAY_API_KEYS: '' },
      });
      await served.build({ VITE_GATEWAY_URL: test.gateway.url });
      await using visited = await openPage(browser, `${served.url}/#${sessionId}`);
      const { page } = visited;
      await page.getByText('Not live: the gateway offers no events.').waitFor();

      await send(page, 'Your courier is at the gate.');
      await transcript(page).last().getByText('Your courier is at the gate.').waitFor();
    });
  });
});
