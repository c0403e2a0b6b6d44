import { describe, expect, it } from 'vitest';
import * as inputs from '../../../src/twilio/inputs.ts';

const { checkForm } = inputs;

/** What is wrong with a value; null when nothing is. */
const verdict = (input: inputs.Input, value: unknown) =>
  checkForm({ inputs: { it: input } }, { it: value }, false)[0]?.message ?? null;

const digits = '0123456789abcdef'.repeat(2);

const kinds = {
  'a string of 3': inputs.string(3),
  'a string of 1 to 3': inputs.string(3, 1),
  'a string of 2 to 9': inputs.string(9, 2),
  'any string': inputs.string(Infinity),
  'a URL': inputs.url,
  URLs: inputs.urls,
  'a SID': inputs.sid('PN'),
  seconds: inputs.seconds,
  'a boolean': inputs.boolean,
  'a choice': inputs.choice,
  'a date and time': inputs.dateTime,
  'a number': inputs.e164,
  'an identifier': inputs.identifier,
};
type Kind = keyof typeof kinds;

const taken = (kind: Kind, ...values: readonly unknown[]) => values.map((value) => [kind, value] as const);

describe('values that are taken', () => {
  it.each([
    ...taken('a string of 3', '', 'abc', 'äöü', '🚕🚕🚕'),
    ...taken('a string of 1 to 3', 'a'),
    ...taken('a URL', 'https://example.com/hook#rc=2'),
    ...taken('URLs', [], ['https://example.com/a'], ['https://example.com/a', 'https://example.com/a']),
    ...taken('a SID', `PN${digits}`, `PN${digits.toUpperCase()}`),
    ...taken('seconds', 0, 1, 2 ** 31 - 1),
    ...taken('a boolean', true, false),
    ...taken('a choice', 'area-code'),
    ...taken('a date and time', new Date(0)),
    ...taken('a number', '+12', '+14155550142', '+123456789012345'),
    ...taken('an identifier', '+14155550142', 'messenger:123456', 'whatsapp:+14155550142', 'a.b-c_d:x y'),
  ])('%s takes %j', (kind, value) => {
    expect(verdict(kinds[kind], value)).toBeNull();
  });
});

describe('values that are refused, with the reason', () => {
  const shortest = 'must have at least 1 character, but has 0.';
  const anE164 = 'must be a phone number in E.164: + and 2 to 15 digits, the first of them not 0.';
  const anIdentifier =
    'must be a phone number in E.164, such as + and 11 digits, or a channel address, such as messenger:123456.';
  const aSid = 'must be PN and 32 hexadecimal digits.';
  const halfAPair = 'must not contain half a surrogate pair.';

  it.each<[Kind, unknown, string]>([
    ['a string of 3', 'abcd', 'must have at most 3 characters, but has 4.'],
    ['a string of 3', '🚕🚕🚕🚕', 'must have at most 3 characters, but has 4.'],
    ['a string of 2 to 9', 'a', 'must have at least 2 characters, but has 1.'],
    ['a string of 1 to 3', '', shortest],
    ['any string', 'a\ud83d', halfAPair],
    ['any string', '\ude95', halfAPair],
    ['any string', 5, 'must be a string.'],
    ['a URL', '', shortest],
    ['URLs', 'https://example.com/a', 'must be a list of URLs.'],
    ['URLs', ['https://example.com/a', null], 'must be a list of URLs.'],
    ['a SID', '', aSid],
    ['a SID', `PN${digits}0`, aSid],
    ['a SID', `pn${digits}`, aSid],
    ['a SID', `SC${digits}`, aSid],
    ['a SID', `PN${digits.slice(1)}g`, aSid],
    ['a SID', ` PN${digits}`, aSid],
    ['a SID', `PN${digits}\n`, aSid],
    ['seconds', -1, 'must not be negative, but is -1.'],
    ['seconds', '5', 'must be a number of seconds.'],
    ['a date and time', new Date(NaN), 'must be a date and time.'],
    ['a date and time', '2026-01-01T00:00:00Z', 'must be a date and time.'],
    ['a number', '', anE164],
    ['a number', '+1', anE164],
    ['a number', '14155550142', anE164],
    ['a number', '+04155550142', anE164],
    ['a number', '+1234567890123456', anE164],
    ['a number', '+1 415 555 0142', anE164],
    ['a number', '+14155550142\n', anE164],
    ['a number', '+１4155550142', anE164],
    ['a number', 'whatsapp:+14155550142', anE164],
    ['an identifier', '', shortest],
    ['an identifier', '4155550142', anIdentifier],
    ['an identifier', 'Ada', anIdentifier],
    ['an identifier', ':123', anIdentifier],
    ['an identifier', 'messenger:', anIdentifier],
    ['an identifier', 'messenger: 123', anIdentifier],
    ['an identifier', '1messenger:123', anIdentifier],
    ['an identifier', `${'x'.repeat(65)}:1`, anIdentifier],
    ['an identifier', 'messenger:\ud83d', halfAPair],
  ])('%s refuses %j: %s', (kind, value, message) => {
    expect(verdict(kinds[kind], value)).toBe(`"it" ${message}`);
  });

  it('counts up to the limits of Twilio', () => {
    const longest: [Kind, start: string, limit: number][] = [
      ['a URL', 'https://example.com/', 4000],
      ['an identifier', 'sip:', 191],
    ];
    for (const [kind, start, limit] of longest) {
      expect(verdict(kinds[kind], start.padEnd(limit, 'x'))).toBeNull();
      expect(verdict(kinds[kind], start.padEnd(limit + 1, 'x'))).toBe(
        `"it" must have at most ${limit} characters, but has ${limit + 1}.`,
      );
    }
    expect(verdict(kinds['any string'], 'x'.repeat(100_000))).toBeNull();
  });

  it('never repeats the value, which may be personal', () => {
    for (const input of [inputs.e164, inputs.identifier, inputs.sid('PN'), inputs.string(3), inputs.url]) {
      expect(verdict(input, '0415-555-0142'.repeat(400))).not.toContain('0415');
    }
  });

  it('takes a long hostile string for what it is', () => {
    const long = 'a.'.repeat(2_000_000);
    expect(verdict(inputs.identifier, long)).toContain('at most 191');
    expect(verdict(inputs.e164, `+${'1'.repeat(2_000_000)}`)).toContain('E.164');
  });
});

describe('a form', () => {
  const rules: inputs.FormRules = {
    inputs: { name: inputs.string(3, 1), hook: inputs.url, mode: inputs.choice },
  };

  it('is right with nothing in it, and with inputs that it does not know', () => {
    expect(checkForm(rules, {}, true)).toEqual([]);
    expect(checkForm(rules, { serviceId: 5, toString: 7 }, true)).toEqual([]);
    expect(checkForm(rules, { name: undefined, hook: undefined }, true)).toEqual([]);
  });

  it('takes null for left out, or for clearing where that can be done', () => {
    const form = { name: null, hook: null, mode: null };
    expect(checkForm(rules, form, false)).toEqual([]);
    const problem = (name: string) => ({
      field: [name],
      code: 'NOT_CLEARABLE',
      message: `Twilio cannot clear "${name}"; leave it out to keep it.`,
    });
    expect(checkForm(rules, form, true)).toEqual([problem('name'), problem('mode')]);
  });

  it('lists all problems in the order of its inputs', () => {
    const problems = checkForm(rules, { mode: null, hook: '', name: 'long' }, true);
    expect(problems.map(({ field, code }) => [...field, code])).toEqual([
      ['name', 'INVALID'],
      ['hook', 'INVALID'],
      ['mode', 'NOT_CLEARABLE'],
    ]);
  });

  it('leads to the item of a list and to its field', () => {
    const people = {
      inputs: { people: inputs.listOf({ name: inputs.string(3, 1), nick: inputs.string(3) }) },
    };
    const form = { people: [{ name: 'Ada' }, { name: '', nick: null }, { name: 'Bob', nick: 'Bobby' }] };
    expect(checkForm(people, form, true)).toEqual([
      {
        field: ['people', '1', 'name'],
        code: 'INVALID',
        message: '"name" must have at least 1 character, but has 0.',
      },
      {
        field: ['people', '2', 'nick'],
        code: 'INVALID',
        message: '"nick" must have at most 3 characters, but has 5.',
      },
    ]);
    expect(checkForm(people, { people: [] }, true)).toEqual([]);
  });

  it.each([
    [{}, 1],
    [{ body: null, media: null }, 1],
    [{ body: '', media: [] }, 1],
    [{ body: 'hi' }, 0],
    [{ media: ['https://example.com/a'] }, 0],
    [{ body: 'hi', media: ['https://example.com/a'] }, 0],
  ])('needs one of several: %j', (form, count) => {
    const oneOf = { inputs: { body: inputs.string(9), media: inputs.urls }, oneOf: ['body', 'media'] };
    const missing = {
      field: ['body'],
      code: 'INVALID',
      message: 'Expected "body" or "media", but got neither.',
    };
    expect(checkForm(oneOf, form, false)).toEqual(Array(count).fill(missing));
  });
});
