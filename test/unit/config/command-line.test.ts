import { describe, expect, it } from 'vitest';
import { help, namingFor, readCommand } from '../../../src/config/command-line.ts';
import { ConfigError } from '../../../src/config/options.ts';

describe('the command line', () => {
  it.each([
    [[], { kind: 'gateway', variables: {} }],
    [['--port', '0'], { kind: 'gateway', variables: { PORT: '0' } }],
    [['--port=0', '--host', '::1'], { kind: 'gateway', variables: { PORT: '0', HOST: '::1' } }],
    [['emulator'], { kind: 'emulator', variables: {} }],
    [['emulator', '--port', '0'], { kind: 'emulator', variables: { EMULATOR_PORT: '0' } }],
    [['--seed', 'empty', 'emulator'], { kind: 'emulator', variables: { EMULATOR_SEED: 'empty' } }],
    [['schema'], { kind: 'schema', form: 'client' }],
    [['schema', '--subgraph'], { kind: 'schema', form: 'subgraph' }],
    [['schema', '--possible-types'], { kind: 'schema', form: 'possible-types' }],
    [['export', '--service', 'KS1'], { kind: 'export', args: ['--service', 'KS1'] }],
    [['export', '--help'], { kind: 'help' }],
    [['--help'], { kind: 'help' }],
    [['emulator', '-h'], { kind: 'help' }],
    [['-v'], { kind: 'version' }],
  ])('%j is %j', (args, command) => {
    expect(readCommand(args)).toEqual(command);
  });

  it.each([
    [
      ['dance'],
      'Expected no command, or one of emulator, schema, cost, doctor, export, but got: dance. Try --help.',
    ],
    [
      ['schema', 'emulator'],
      'Expected no command, or one of emulator, schema, cost, doctor, export, but got: schema emulator. Try --help.',
    ],
    [['--prot', '1'], "Unknown option '--prot'. Try --help."],
    [['--prot=1'], "Unknown option '--prot'. Try --help."],
    [['--seed', 'demo'], 'Expected one of --port, --host, but got: --seed. Try --help.'],
    [['--port'], "Option '--port <value>' argument missing. Try --help."],
    [['--port='], 'Expected a value after --port, but got: none. Try --help.'],
    [['--port', '--host', '::1'], "Option '--port' argument is ambiguous. Try --help."],
    [
      ['schema', '--port', '1'],
      'Expected one of --subgraph, --possible-types or nothing, but got: --port. Try --help.',
    ],
    [
      ['schema', '--subgraph', '--possible-types'],
      'Expected one of --subgraph, --possible-types or nothing, but got: --subgraph --possible-types. Try --help.',
    ],
  ])('%j is refused with what was expected', (args, message) => {
    expect(() => readCommand(args)).toThrow(new ConfigError(message));
  });

  it('repeats no value of an unknown flag', () => {
    for (const args of [['--twilio-auth-token=canary'], ['--twilio-auth-token', 'canary']]) {
      expect(() => readCommand(args)).toThrow(/^(?!.*canary).*--twilio-auth-token/);
    }
  });

  it('names an option in messages by the flag that set it', () => {
    const name = namingFor('emulator', { EMULATOR_PORT: '0' });
    expect(name('EMULATOR_PORT', undefined)).toBe('--port');
    expect(name('EMULATOR_PORT', '0')).toBe('EMULATOR_PORT=0');
    expect(name('EMULATOR_SEED', undefined)).toBe('EMULATOR_SEED');
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
      expect(help).toContain(flag);
    }
  });
});
