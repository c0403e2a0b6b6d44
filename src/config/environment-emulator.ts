import { z } from 'zod';
import { integer, onOff, port } from './forms.ts';
import type { Option } from './option.ts';

/** The options of the embedded emulator. */
export const emulatorOptions = {
  EMULATOR: {
    heading: 'Emulator',
    schema: z.enum(['auto', 'off', 'on']).prefault('auto'),
    text: 'Whether the embedded emulator is the upstream. `auto`: when neither Twilio credentials nor `TWILIO_PROXY_BASE_URL` are set.',
  },
  EMULATOR_PORT: {
    schema: port.prefault('4010'),
    text: 'Port of the emulator. 0 takes any free port.',
    flag: { name: 'port', value: 'N', commands: ['emulator'] },
  },
  EMULATOR_LATENCY_MS: {
    schema: integer(0, 60_000).prefault('0'),
    text: 'Delay of every response of the emulator, in milliseconds.',
  },
  EMULATOR_SEED: {
    schema: z.enum(['demo', 'empty', 'large']).prefault('demo'),
    text: 'Data that the emulator starts with.',
    flag: { name: 'seed', value: 'NAME', commands: ['emulator'] },
  },
  EMULATOR_WEBHOOKS: {
    schema: onOff.prefault('on'),
    text: 'Whether the emulator calls the callback URLs of its Services that are on this machine.',
  },
  EMULATOR_TRAFFIC: {
    schema: onOff.optional(),
    text: 'Whether the emulator plays a slow conversation, so that subscriptions show something.',
    defaultText: '`on` with the demo seed in a terminal, else `off`',
  },
} as const satisfies Readonly<Record<string, Option>>;
