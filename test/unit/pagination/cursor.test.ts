import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Cursor, encodeCursor, listTag, parseCursor } from '../../../src/pagination/cursor.ts';
import { checkList, parseConnectionArguments } from '../../../src/pagination/arguments.ts';
import { interaction } from '../../../src/twilio/resources/interaction.ts';
import { messageInteraction } from '../../../src/twilio/resources/message-interaction.ts';
import { participant } from '../../../src/twilio/resources/participant.ts';
import { phoneNumber } from '../../../src/twilio/resources/phone-number.ts';
import { service } from '../../../src/twilio/resources/service.ts';
import { session } from '../../../src/twilio/resources/session.ts';
import { shortCode } from '../../../src/twilio/resources/short-code.ts';

const sid = fc.stringMatching(/^KC[0-9a-f]{32}$/);
const place = fc.record({
  page: fc.option(fc.nat(1_000_000)),
  pageToken: fc.option(fc.string({ minLength: 1, maxLength: 200, unit: 'grapheme' })),
});

const cursors: fc.Arbitrary<Cursor> = fc.record({
  list: fc.constant(listTag(['KS1'])),
  place,
  side: fc.constantFrom('front', 'back'),
  pageSize: fc.integer({ min: 1, max: 1000 }),
  index: fc.nat(999),
  sid,
  before: fc.option(sid),
  after: fc.option(sid),
  next: fc.option(place),
  previous: fc.option(place),
});

const example: Cursor = {
  list: listTag(['KS1']),
  place: { page: 1, pageToken: 'PT1' },
  side: 'front',
  pageSize: 50,
  index: 3,
  sid: `KC${'1'.repeat(32)}`,
  before: null,
  after: null,
  next: null,
  previous: null,
};

/** The text of a cursor with one part replaced; nobody but the gateway writes such texts. */
function forged(part: number, value: unknown): string {
  const wire = JSON.parse(Buffer.from(encodeCursor(example), 'base64url').toString()) as unknown[];
  wire[part] = value;
  return Buffer.from(JSON.stringify(wire)).toString('base64url');
}

const badUserInput = expect.objectContaining({
  extensions: { code: 'BAD_USER_INPUT' },
}) as Error;

describe('a cursor', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(parseCursor(session, 'after', encodeCursor(cursor))).toEqual(cursor);
      }),
    );
  });

  it('is plain text for a URL', () => {
    fc.assert(
      fc.property(cursors, (cursor) => {
        expect(encodeCursor(cursor)).toMatch(/^[\w-]+$/);
      }),
    );
  });

  it('is refused when it is any other text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.json()), (text) => {
        expect(() => parseCursor(session, 'after', text)).toThrow(badUserInput);
      }),
    );
  });

  it.each([
    ['of another version', 0, 1],
    ['of a list that is no text', 1, 7],
    ['of an unknown side', 2, 2],
    ['of a page size of 0', 3, 0],
    ['of a page size that Twilio refuses', 3, 1001],
    ['of a page size that is no whole number', 3, 1.5],
    ['with a negative index', 4, -1],
    ['of a record of another kind', 5, `KP${'1'.repeat(32)}`],
    ['of a SID with a path in it', 5, '../../Services'],
    ['with a neighbour that is no SID', 6, 'KC1'],
    ['with a page that is no whole number', 8, ['1', 'PT']],
    ['with a token that is no text', 8, [1, {}]],
    ['with a token that is too long', 9, [1, 'x'.repeat(2049)]],
  ])('is refused %s', (_, part, value) => {
    expect(() => parseCursor(session, 'after', forged(part, value))).toThrow(badUserInput);
  });

  it('is refused when it is longer than any that was given out', () => {
    const text = Buffer.from(JSON.stringify('x'.repeat(10_000))).toString('base64url');
    expect(() => parseCursor(session, 'after', text)).toThrow(badUserInput);
  });
});

describe('the list of a cursor', () => {
  const after = encodeCursor(example);

  it('is the only one that takes it', () => {
    const slice = parseConnectionArguments(session, { after });
    expect(slice.count).toBe(50);
    checkList(slice, ['KS1']);
    expect(() => checkList(slice, ['KS2'])).toThrow(
      'Argument "after" must be a cursor of this list, but got a cursor of another list.',
    );
    const backward = parseConnectionArguments(session, { before: after });
    expect(() => checkList(backward, ['KS2'])).toThrow('Argument "before" must be a cursor of this list');
  });

  it('is told from the lists above and below by the SID of its parent', () => {
    const tags = [listTag([]), listTag(['KS1']), listTag(['KS2']), listTag(['KS1', 'KC1'])];
    expect(new Set(tags).size).toBe(4);
  });

  it('is told from the lists beside it by the SIDs of its rows', () => {
    const resources = [
      service,
      session,
      phoneNumber,
      shortCode,
      participant,
      interaction,
      messageInteraction,
    ];
    const lists = resources.map(({ parent, sidPrefix }) => `${parent?.type ?? ''} ${sidPrefix}`);
    expect(new Set(lists).size).toBe(resources.length);
  });
});
