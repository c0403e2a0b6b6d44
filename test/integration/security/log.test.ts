import { describe, expect, it } from 'vitest';
import { createLogger, describeError } from '../../../src/observability/logger.ts';

function linesOf(log: (logger: ReturnType<typeof createLogger>) => void): string[] {
  const lines: string[] = [];
  log(createLogger('info', { write: (line) => void lines.push(line) }));
  return lines;
}

describe('the log', () => {
  it('is one line of JSON for each event, whatever control characters a value has', () => {
    const lines = linesOf((logger) => {
      logger.info({ value: 'a\r\n{"level":60}\u0000\u001b[31m\u2028' }, 'one\ntwo');
    });
    expect(lines).toHaveLength(1);

    expect(lines[0]?.trimEnd()).not.toMatch(/[\u0000-\u001f]/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'one\ntwo' });
  });

  it('has no credentials, accounts, phone numbers, addresses or bodies, wherever they stand', () => {
    const account = `AC${'a1'.repeat(16)}`;
    const [line = ''] = linesOf((logger) => {
      logger.warn(
        {
          nested: { body: 'canary', data: 'canary', identifier: 'canary', headers: { a: 'canary' } },
          note: `Basic Y2FuYXJ5 bearer canary.token ${account} whatsapp:+447700900123 %2B447700900123`,
          path: `http://127.0.0.1:4010/v1/canary`,
        },
        'note of +447700900123',
      );
    });
    expect(() => JSON.parse(line) as unknown).not.toThrow();
    expect(line).not.toMatch(/canary|Y2FuYXJ5|7700900|a1a1|127\.0\.0\.1/);
  });

  it('tells of a defect its kind and its places in the sources, not what its message says', () => {
    const { type, at } = describeError(new RangeError('canary +447700900123'));
    expect([type, at]).toEqual(['RangeError', []]);
    expect(describeError('canary')).toEqual({ type: 'string', at: [] });
  });
});
