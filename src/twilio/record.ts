import { TwilioError } from './errors.ts';
import type { ReportUnreadable, WireRecord } from './model.ts';
import type { ModelOf, Resource, SidPath } from './resource.ts';
import { parseSid } from './sid.ts';

/** Checks that a parsed body is an object, as each record and each page is. */
export function asRecord(value: unknown, what: string): WireRecord {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as WireRecord;
  }
  throw new TwilioError(
    'bad-response',
    `Twilio was expected to answer with ${what}, but sent something else.`,
  );
}

/** The SID of a record, canonical; a record without a SID of the right kind cannot be used. */
export function sidOfRecord(resource: Resource, record: WireRecord): string {
  const sid = typeof record['sid'] === 'string' ? parseSid(resource.sidPrefix, record['sid']) : null;
  if (sid !== null) return sid;
  throw new TwilioError('bad-response', `Twilio sent a ${resource.type} without a valid SID.`);
}

/** The model of a record with that SID under that parent. */
export const toModel = <R extends Resource>(
  resource: R,
  parent: SidPath,
  sid: string,
  record: WireRecord,
  report: ReportUnreadable,
): ModelOf<R> => new resource.Model([...parent, sid], record, report) as unknown as ModelOf<R>;
