import { expect } from 'vitest';
import type { TestGateway } from '../../support/gateway.ts';
import { mutate, refusal } from '../../support/mutate.ts';
import type { MutationCase } from './failures.ts';

/** A record under a legal hold is not deleted: a user error, and none of the records that the payload can name. */
export async function expectHeld(
  test: TestGateway,
  { field, input }: Pick<MutationCase, 'field' | 'input'>,
  sid: string,
  ...related: readonly string[]
): Promise<void> {
  const selection = ['deletedId', ...related.map((name) => `${name} { id }`)].join(' ');
  test.emulator.control.set({ legalHold: [sid] });
  const { payload, errors } = await mutate(test, field, input, selection);
  test.emulator.control.set({ legalHold: [] });
  const held = {
    ...refusal('NOT_ALLOWED', 80615, null),
    message: 'The record is under legal hold and cannot be deleted.',
  };
  expect(errors).toBeUndefined();
  expect(payload).toEqual({
    deletedId: null,
    ...Object.fromEntries(related.map((name) => [name, null])),
    userErrors: [held],
  });
}
