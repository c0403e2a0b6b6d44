import { expect } from 'vitest';
import type { TestGateway } from '../../support/gateway.ts';
import { mutate, refusal } from '../../support/mutate.ts';

/** One mutation with an input that would be carried out, and what it would be sent as. */
export interface MutationCase {
  readonly field: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** The field of the payload that holds the record, or `deletedId`. */
  readonly record: string;
  readonly request: string;
}

const selectionOf = (record: string) => (record === 'deletedId' ? 'deletedId' : `${record} { id }`);

/** A target, or a parent, that Twilio does not have: a user error at the id, and no record. */
export async function expectMissing(
  test: TestGateway,
  { field, input, record, request }: MutationCase,
  idField: string,
): Promise<void> {
  const { payload, errors, requests } = await mutate(test, field, input, selectionOf(record));
  expect(errors).toBeUndefined();
  expect(payload).toEqual({
    [record]: null,
    userErrors: [{ ...refusal('NOT_FOUND', 20404, [idField]), message: 'The record does not exist.' }],
  });
  expect(requests).toEqual([request]);
}

/** An id of the wrong shape: an error of the caller at the field, and nothing is sent. */
export async function expectMalformed(
  test: TestGateway,
  { field, input, record }: Omit<MutationCase, 'request'>,
): Promise<void> {
  const { payload, errors, requests } = await mutate(test, field, input, selectionOf(record));
  expect(payload).toBeNull();
  expect(errors).toEqual([
    expect.objectContaining({
      path: [field],
      extensions: { code: 'BAD_USER_INPUT' },
      message: expect.stringMatching(/^Expected the id of a /) as string,
    }),
  ]);
  expect(requests).toEqual([]);
}

/** A POST that Twilio answers with 500 was sent once, and nobody says that it failed. */
export async function expectUnknownOutcome(
  test: TestGateway,
  { field, input, record, request }: MutationCase,
  advice: string,
): Promise<void> {
  test.emulator.control.fault({ method: 'POST', status: 500 });
  const { payload, errors, requests } = await mutate(test, field, input, selectionOf(record));
  expect(payload).toBeNull();
  expect(errors).toEqual([
    expect.objectContaining({
      path: [field],
      message: `It is not known whether Twilio processed the write. Twilio answered 500. ${advice}`,
      extensions: {
        code: 'OUTCOME_UNKNOWN',
        twilio: { status: 500, requestId: expect.stringMatching(/^RQ/) as string },
      },
    }),
  ]);
  expect(requests).toEqual([request]);
}

/** A DELETE that Twilio answers with 500 may be repeated, and says at last that Twilio cannot be had. */
export async function expectUnavailable(test: TestGateway, one: MutationCase): Promise<void> {
  test.emulator.control.fault({ method: 'DELETE', status: 500 });
  const { payload, errors, requests } = await mutate(test, one.field, one.input, selectionOf(one.record));
  expect(payload).toBeNull();
  expect(errors).toMatchObject([{ path: [one.field], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
  expect([...new Set(requests)]).toEqual([one.request]);
}
