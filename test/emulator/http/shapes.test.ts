import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmulator, type Emulator } from '../../../src/emulator/emulator.ts';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { seedSids } from '../../../src/emulator/seeds/seed-sids.ts';
import { ask } from '../client.ts';
import { capabilityKeys, fields, type Kind } from '../fields.ts';

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator();
});
afterAll(() => emulator.stop());

/** What is wrong with a value, if anything. */
function complaint(value: unknown, kind: Kind, isNullable: boolean, url: string): string | undefined {
  if (value === null) return isNullable ? undefined : 'must not be null';
  if (typeof kind === 'object' && 'links' in kind) {
    const expected = Object.fromEntries(kind.links.map((name) => [name, `${url}/${pathOf[name] ?? ''}`]));
    return JSON.stringify(value) === JSON.stringify(expected)
      ? undefined
      : `must be ${JSON.stringify(expected)}`;
  }
  if (typeof kind === 'object')
    return kind.includes(value as string) ? undefined : `must be one of ${kind.join()}`;
  if (kind === 'flags') {
    const entries = Object.entries(value as Record<string, unknown>);
    const keys = entries.map(([key]) => key).sort();
    const isRight = JSON.stringify(keys) === JSON.stringify([...capabilityKeys].sort());
    return isRight && entries.every(([, flag]) => typeof flag === 'boolean')
      ? undefined
      : 'must be thirteen flags';
  }
  if (kind === 'whole number') return Number.isInteger(value) ? undefined : 'must be a whole number';
  if (kind === 'yes or no') return typeof value === 'boolean' ? undefined : 'must be a boolean';
  if (typeof value !== 'string') return 'must be a text';
  if (kind === 'date')
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) ? undefined : 'must be a wire date';
  if (kind === 'address') return URL.canParse(value) ? undefined : 'must be an absolute address';
  if (kind === 'text') return undefined;
  return new RegExp(`^(${kind.slice(4)})[0-9a-f]{32}$`).test(value) ? undefined : `must be a ${kind}`;
}

const pathOf: Record<string, string> = {
  sessions: 'Sessions',
  phone_numbers: 'PhoneNumbers',
  short_codes: 'ShortCodes',
  interactions: 'Interactions',
  participants: 'Participants',
  message_interactions: 'MessageInteractions',
};

function complaints(name: string, record: Record<string, unknown>): string[] {
  const expected = fields[name] ?? {};
  const keys = Object.keys(record);
  const strange = keys.filter((key) => !(key in expected)).map((key) => `${key} is unknown`);
  return Object.entries(expected).reduce((found, [key, [kind, nullable]]) => {
    const wrong = keys.includes(key)
      ? complaint(record[key], kind, nullable === null, String(record['url']))
      : 'is missing';
    return wrong === undefined ? found : [...found, `${key} ${wrong}: ${JSON.stringify(record[key])}`];
  }, strange);
}

const service = `/v1/Services/${demo.serviceSid}`;
const session = `${service}/Sessions/${demo.sessionSid}`;
const participant = `${session}/Participants/${demo.customerSid}`;
const big = `/v1/Services/${demo.bigServiceSid}`;
const spare = `/v1/Services/${demo.emptyServiceSid}`;

type Form = Record<string, string>;
const reads: readonly (readonly [name: string, key: string, list: string, sid: string])[] = [
  ['Service', 'services', '/v1/Services', demo.serviceSid],
  ['Session', 'sessions', `${service}/Sessions`, demo.sessionSid],
  ['Session', 'sessions', `${big}/Sessions`, demo.longSessionSid],
  ['Participant', 'participants', `${session}/Participants`, demo.customerSid],
  ['Interaction', 'interactions', `${session}/Interactions`, demo.messageInteractionSid],
  ['MessageInteraction', 'interactions', `${participant}/MessageInteractions`, demo.messageInteractionSid],
  ['PhoneNumber', 'phone_numbers', `${service}/PhoneNumbers`, demo.phoneNumberSid],
  ['ShortCode', 'short_codes', `${service}/ShortCodes`, demo.shortCodeSid],
];
const creates: readonly (readonly [name: string, status: number, path: string, form: Form])[] = [
  ['Service', 201, '/v1/Services', { UniqueName: 'shape' }],
  ['Session', 201, `${service}/Sessions`, {}],
  ['Participant', 201, `${service}/Sessions/{session}/Participants`, { Identifier: '+447700900850' }],
  ['MessageInteraction', 200, `${participant}/MessageInteractions`, { Body: 'hi' }],
  ['PhoneNumber', 201, `${spare}/PhoneNumbers`, { Sid: demo.unclaimedPhoneNumberSid }],
  ['ShortCode', 201, `${spare}/ShortCodes`, { Sid: demo.unclaimedShortCodeSid }],
];
const updates: readonly (readonly [name: string, path: string, form: Form])[] = [
  ['Service', service, { DefaultTtl: '60' }],
  ['Session', session, { Ttl: '0' }],
  ['PhoneNumber', `${service}/PhoneNumbers/${demo.phoneNumberSid}`, { IsReserved: 'true' }],
  ['ShortCode', `${service}/ShortCodes/${demo.shortCodeSid}`, { IsReserved: 'true' }],
];

describe('an answer has the fields of the contract', () => {
  it.each(reads)('%s, fetched and listed under %s', async (name, key, list, sid) => {
    const one = await ask(emulator, 'GET', `${list}/${sid}`);
    expect([one.status, ...complaints(name, one.body)]).toEqual([200]);
    expect(one.body['url']).toBe(`${emulator.url}${list}/${sid}`);
    const page = await ask<Record<string, Record<string, unknown>[]>>(
      emulator,
      'GET',
      `${list}?PageSize=100`,
    );
    expect(page.status).toBe(200);
    expect(Object.keys(page.body)).toEqual([key, 'meta']);
    const rows = page.body[key] ?? [];
    expect(rows.flatMap((row) => complaints(name, row))).toEqual([]);
    if (rows.length < 100) expect(rows).toContainEqual(one.body);
  });

  it.each(creates)('%s, created with status %i', async (name, status, path, form) => {
    const { body: fresh } = await ask(emulator, 'POST', `${service}/Sessions`, {});
    const created = await ask(emulator, 'POST', path.replace('{session}', String(fresh['sid'])), form);
    expect([created.status, ...complaints(name, created.body)]).toEqual([status]);
    expect((await ask(emulator, 'GET', String(created.body['url']))).body).toEqual(created.body);
    expect(created.body['date_updated']).toBe(created.body['date_created']);
  });

  it.each(updates)('%s, updated with status 200', async (name, path, form) => {
    const updated = await ask(emulator, 'POST', path, form);
    expect([updated.status, ...complaints(name, updated.body)]).toEqual([200]);
    expect((await ask(emulator, 'GET', path)).body).toEqual(updated.body);
  });

  it.each([
    ['Interaction', 204, `${session}/Interactions/${demo.messageInteractionSid}`],
    ['Participant', 200, `${session}/Participants/${demo.courierSid}`],
    ['ShortCode', 204, `${service}/ShortCodes/${demo.shortCodeSid}`],
    ['Session', 204, session],
    ['PhoneNumber', 204, `${service}/PhoneNumbers/${seedSids.phoneNumber('+493023125900')}`],
    ['Service', 204, service],
  ])('%s, deleted with status %i and no body', async (_, status, path) => {
    const reply = await ask(emulator, 'DELETE', path);
    expect([reply.status, reply.body]).toEqual([status, undefined]);
  });

  it('and a page says where it is, with absolute addresses', async () => {
    const path = `${emulator.url}${big}/Sessions`;
    const { body } = await ask<{ meta: Record<string, unknown>; sessions: { sid: string }[] }>(
      emulator,
      'GET',
      `${big}/Sessions?PageSize=3`,
    );
    expect(body.meta).toEqual({
      page: 0,
      page_size: 3,
      first_page_url: `${path}?PageSize=3&Page=0`,
      previous_page_url: null,
      url: `${path}?PageSize=3&Page=0`,
      next_page_url: `${path}?PageSize=3&Page=1&PageToken=PT${body.sessions[2]?.sid ?? ''}`,
      key: 'sessions',
    });
  });
});
