import { TwilioError } from './errors.ts';
import type { ModelOf, Resource, SidPath } from './resource.ts';
import { parseSid } from './sid.ts';

/** Told of each value that could not be read: `Session`, `dateCreated`. Never of the value itself. */
export type ReportUnreadable = (type: string, field: string) => void;

/** Checks that a parsed body is an object, as each record and each page is. */
export function asRecord(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  throw new TwilioError(
    'bad-response',
    `Twilio was expected to answer with ${what}, but sent something else.`,
  );
}

/** The SID of a record, canonical; a record without a SID of the right kind cannot be used. */
export function sidOfRecord(resource: Resource, record: Readonly<Record<string, unknown>>): string {
  const sid = typeof record['sid'] === 'string' ? parseSid(resource.sidPrefix, record['sid']) : null;
  if (sid !== null) return sid;
  throw new TwilioError('bad-response', `Twilio sent a ${resource.type} without a valid SID.`);
}

/**
 * Makes the model of a record. The SIDs of the path come from the path, never from the record; everything else is read
 * leniently, field by field.
 */
export function toModel<R extends Resource>(
  resource: R,
  path: SidPath,
  record: Readonly<Record<string, unknown>>,
  report: ReportUnreadable,
): ModelOf<R> {
  const model: Record<string, unknown> = {};
  resource.path.forEach((name, index) => (model[name] = path[index]));
  for (const { name, wireName, read } of resource.columns) {
    model[name] = read(record[wireName], () => report(resource.type, name));
  }
  return model as ModelOf<R>;
}
