import { describe, expect, it } from 'vitest';
import { readReport } from '../../../src/webhooks/report.ts';
import { report } from '../../support/webhooks.ts';

const read = (changes: Readonly<Record<string, string>> = {}) =>
  readReport(new URLSearchParams(report(changes)));

describe('a report', () => {
  it('becomes the record that the REST API returns', () => {
    const { interactionSid: sid, interactionServiceSid, interactionSessionSid } = report();
    expect(read()?.path).toEqual([interactionServiceSid, interactionSessionSid, sid]);
    expect(read()?.record).toMatchObject({
      sid,
      type: 'message',
      data: '{"body":"hi"}',
      date_updated: '2026-03-02T09:00:01.000Z',
      inbound_resource_sid: null,
      outbound_resource_status: 'sent',
      outbound_resource_type: 'Message',
    });
  });

  it('takes an empty value as absent', () => {
    expect(read({ outboundResourceUrl: '' })?.record['outbound_resource_url']).toBeNull();
  });

  it.each([
    ['2026-03-02T09:00:01.250Z', '2026-03-02T09:00:01.250Z'],
    ['2026-03-02T10:00:01.250+01:00', '2026-03-02T09:00:01.250Z'],
    ['2026-03-02T09:00:01.000Z', '2026-03-02T09:00:01.000Z'],
    // Without milliseconds: the end of its second.
    ['2026-03-02T09:00:01Z', '2026-03-02T09:00:01.999Z'],
  ])('updated at %s counts as %s', (date, moment) => {
    expect(read({ interactionDateUpdated: date })?.updatedAt).toBe(Date.parse(moment));
  });

  it.each([
    { interactionSid: 'KI1' },
    { interactionSid: '' },
    { interactionServiceSid: 'KC' },
    { interactionSessionSid: '../..' },
    { interactionAccountSid: '' },
    { interactionDateUpdated: 'yesterday' },
  ] as Readonly<Record<string, string>>[])('with %j is none', (changes) => {
    expect(read(changes)).toBeNull();
  });
});
