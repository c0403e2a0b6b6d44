import { describe, expect, it } from 'vitest';
import { readCommand, usage } from '../../../src/config/command-line.ts';
import { ConfigError } from '../../../src/config/config-error.ts';

describe('the command line', () => {
  it.each([
    [[], { kind: 'gateway', replaced: {} }],
    [['--port', '0'], { kind: 'gateway', replaced: { PORT: '0' } }],
    [['--port=0', '--host', '::1'], { kind: 'gateway', replaced: { PORT: '0', HOST: '::1' } }],
    [['emulator'], { kind: 'emulator', replaced: {} }],
    [['emulator', '--port', '0'], { kind: 'emulator', replaced: { EMULATOR_PORT: '0' } }],
    [['--seed', 'empty', 'emulator'], { kind: 'emulator', replaced: { EMULATOR_SEED: 'empty' } }],
    [['schema'], { kind: 'schema', form: 'client' }],
    [['schema', '--subgraph'], { kind: 'schema', form: 'subgraph' }],
    [['schema', '--possible-types'], { kind: 'schema', form: 'possible-types' }],
    [['--help'], { kind: 'help' }],
    [['emulator', '-h'], { kind: 'help' }],
    [['-v'], { kind: 'version' }],
  ])('%j is %j', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  it.each([
    [['dance'], 'Expected no command, "emulator" or "schema", but got: dance. Try --help.'],
    [
      ['schema', 'emulator'],
      'Expected no command, "emulator" or "schema", but got: schema emulator. Try --help.',
    ],
    [['--prot', '1'], 'Expected one of --port, --host, but got: --prot. Try --help.'],
    [['--prot=1'], 'Expected one of --port, --host, but got: --prot. Try --help.'],
    [['--seed', 'demo'], 'Expected one of --port, --host, but got: --seed. Try --help.'],
    [['--port'], 'Expected a value after --port, but got: none. Try --help.'],
    [['--port', '--host', '::1'], 'Expected a value after --port, but got: none. Try --help.'],
    [
      ['schema', '--port', '1'],
      'Expected one of --subgraph, --possible-types or nothing, but got: --port. Try --help.',
    ],
    [
      ['schema', '--subgraph', '--possible-types'],
      'Expected one of --subgraph, --possible-types or nothing, but got: --subgraph --possible-types. Try --help.',
    ],
  ])('%j is refused, and what was expected is said', (args, message) => {
    expect(() => readCommand(args)).toThrow(new ConfigError(message));
  });

  it('repeats no value of a flag that it does not know', () => {
    expect(() => readCommand(['--twilio-auth-token=canary'])).toThrow(/^(?!.*canary).*--twilio-auth-token/);
  });

  it('explains every flag in its help', () => {
    for (const flag of [
      '--port',
      '--host',
      '--seed',
      '--subgraph',
      '--possible-types',
      '--help',
      '--version',
    ]) {
      expect(usage).toContain(flag);
    }
  });
});
