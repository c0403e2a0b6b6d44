import type { RequestEntry } from '../../src/emulator/emulator.ts';
import type { Data, GraphqlAnswer, TestGateway } from './gateway.ts';

/** What became of one mutation. */
export interface Mutated {
  /** The value of its field; null when it failed altogether. */
  readonly payload: Data;
  readonly errors: GraphqlAnswer['errors'];
  /** Everything that reached the emulator because of it. */
  readonly requests: readonly string[];
  /** The forms of the POSTs among them. */
  readonly forms: readonly RequestEntry['form'][];
}

/** The forms of the POSTs that reached the emulator since the requests were last taken. */
export const formsOf = ({ emulator }: TestGateway): RequestEntry['form'][] =>
  emulator.log.filter(({ method }) => method === 'POST').map(({ form }) => form);

/** Sends one mutation and takes the requests that it costs. `userErrors` are always asked for. */
export async function mutate(
  test: TestGateway,
  field: string,
  input: Readonly<Record<string, unknown>>,
  selection = '',
): Promise<Mutated> {
  const inputType = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const query = `mutation ($input: ${inputType}!) {
    ${field}(input: $input) { ${selection} userErrors { code field message twilioCode moreInfo } }
  }`;
  test.takeRequests();
  const { data, errors } = await test.query(query, { input });
  const forms = formsOf(test);
  return { payload: data?.[field], errors, forms, requests: test.takeRequests() };
}

/** A SID that nothing has. */
export const unknownSid = (prefix: string): string => prefix + 'f'.repeat(32);

/** Twilio's page about a code. */
export const pageOf = (twilioCode: number): string => `https://www.twilio.com/docs/errors/${twilioCode}`;

/** A user error as Twilio's refusal gives it; its message is looked at where a test is about it. */
export const refusal = (code: string, twilioCode: number, field: readonly string[] | null): Data => ({
  code,
  field,
  twilioCode,
  moreInfo: pageOf(twilioCode),
});
