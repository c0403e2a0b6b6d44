import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { ada, lineA } from '../support.ts';
import { createReceiver } from './receiver.ts';
import { emulatorWith } from './support.ts';

afterEach(() => vi.useRealTimers());

const useFakeTimeouts = (): void => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

it('an intercept without an answer in 15 seconds lets the Interaction pass, and is not repeated', async () => {
  await using receiver = await createReceiver();
  await using test = await emulatorWith({ interceptCallbackUrl: receiver.url });
  receiver.answer = () => {
    vi.advanceTimersByTime(15_000);
    return new Promise(() => undefined);
  };
  useFakeTimeouts();
  const { control } = test.emulator;
  const { notice } = await control.receiveMessage({ from: ada, to: lineA, body: 'hi' });
  expect(notice).toBeNull();
  expect(control.webhooks.deliveries).toMatchObject([{ attempt: 1, error: 'read timeout' }]);
});

it('a connection that is not made in 5 seconds is tried again', async () => {
  const server = createServer(() => vi.advanceTimersByTime(5000));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await using test = await emulatorWith({ interceptCallbackUrl: `https://127.0.0.1:${port}` });
  useFakeTimeouts();
  const { control } = test.emulator;
  await control.receiveMessage({ from: ada, to: lineA, body: 'hi' });
  expect(control.webhooks.deliveries).toMatchObject([
    { attempt: 1, error: 'connect timeout' },
    { attempt: 2, error: 'connect timeout' },
  ]);
  server.close();
});

it('deliveries in flight end with the emulator', async () => {
  await using receiver = await createReceiver();
  await using test = await emulatorWith({ callbackUrl: receiver.url });
  const { control } = test.emulator;
  const arrived = new Promise<void>((resolve) => {
    receiver.answer = () => {
      resolve();
      return new Promise(() => undefined);
    };
  });
  await test.send('a');
  await test.send('b');
  await arrived;
  await test.emulator.stop();
  await control.webhooks.idle();
  expect(receiver.received).toHaveLength(1);
});
