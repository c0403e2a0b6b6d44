import { parseSid } from './sid.ts';

/** How one input of a form is checked before it is sent. Messages do not repeat the value: it may be personal. */
export interface Input {
  /** What is wrong with a value; null when it is valid. */
  readonly check: (value: unknown) => string | null;
  /** Whether Twilio clears the field when the value is sent empty. */
  readonly clearable?: true;
  /** The inputs of each item, for a list of objects. */
  readonly items?: Inputs;
}

export type Inputs = Readonly<Record<string, Input>>;

/** The inputs of a create or update. */
export interface FormRules {
  readonly inputs: Inputs;
  /** At least one of these is required. */
  readonly oneOf?: readonly string[];
}

/** One invalid input of a form, with its path. */
export interface Problem {
  readonly field: readonly string[];
  readonly code: 'INVALID' | 'NOT_CLEARABLE';
  readonly message: string;
}

const anything = () => null;

/** The number of Unicode code points, as Twilio counts, not of UTF-16 units. */
const lengthOf = (text: string) => Array.from(text).length;

/** Refuses half a surrogate pair too: UTF-8 cannot encode it, and Twilio would get another character. */
function checkString(value: unknown, min: number, max: number): string | null {
  if (typeof value !== 'string') return 'must be a string';
  if (!value.isWellFormed()) return 'must not contain half a surrogate pair';
  const length = lengthOf(value);
  if (length < min) return `must have at least ${min} character${min === 1 ? '' : 's'}, but has ${length}`;
  return length > max ? `must have at most ${max} characters, but has ${length}` : null;
}

/** A string of `min` to `max` characters. */
export const string = (max: number, min = 0): Input => ({ check: (value) => checkString(value, min, max) });

/** A URL of at most 4000 characters, which is Twilio's limit for callbacks. */
export const url: Input = { check: (value) => checkString(value, 1, 4000), clearable: true };

/** A list of URLs. */
export const urls: Input = {
  check: (value) =>
    Array.isArray(value) && value.every((each) => typeof each === 'string') ? null : 'must be a list of URLs',
};

/** A SID with that prefix. */
export const sid = (prefix: string, options: Pick<Input, 'clearable'> = {}): Input => ({
  check: (value) =>
    typeof value === 'string' && parseSid(prefix, value) !== null
      ? null
      : `must be ${prefix} and 32 hexadecimal digits`,
  ...options,
});

/** A number of seconds. GraphQL has checked that it is a whole number of 32 bits. */
export const seconds: Input = {
  check(value) {
    if (typeof value !== 'number') return 'must be a number of seconds';
    return value >= 0 ? null : `must not be negative, but is ${value}`;
  },
};

/** A boolean. GraphQL has checked it. */
export const boolean: Input = { check: anything };

/** One of Twilio's enum values. GraphQL has checked it. */
export const choice: Input = { check: anything };

/** A date and time. */
export const dateTime: Input = {
  check: (value) =>
    value instanceof Date && !Number.isNaN(value.getTime()) ? null : 'must be a date and time',
};

const E_164 = /^\+[1-9]\d{1,14}$/;

/** https://www.twilio.com/docs/glossary/what-e164 */
export const e164: Input = {
  check: (value) =>
    typeof value === 'string' && E_164.test(value)
      ? null
      : 'must be a phone number in E.164: + and 2 to 15 digits, the first of them not 0',
};

const CHANNEL_ADDRESS = /^[A-Za-z][\w.-]{0,63}:\S/;

/** A phone number in E.164 or a channel address such as `messenger:123456`, of at most 191 characters. */
export const identifier: Input = {
  check(value) {
    const problem = checkString(value, 1, 191);
    if (problem !== null) return problem;
    if (E_164.test(value as string) || CHANNEL_ADDRESS.test(value as string)) return null;
    return 'must be a phone number in E.164, such as + and 11 digits, or a channel address, such as messenger:123456';
  },
};

/** A list of objects with these inputs. */
export const listOf = (items: Inputs): Input => ({ check: anything, items });

/** Whether a value is present. An empty string or list is not. */
const isGiven = (value: unknown) =>
  value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

function checkInput(name: string, input: Input, value: unknown, nullClears: boolean): Problem[] {
  if (value === undefined || (value === null && !nullClears)) return [];
  if (value === null) {
    if (input.clearable) return [];
    return [
      {
        field: [name],
        code: 'NOT_CLEARABLE',
        message: `Twilio cannot clear "${name}"; leave it out to keep it.`,
      },
    ];
  }
  const { items } = input;
  if (items && Array.isArray(value)) {
    return value.flatMap((item: Readonly<Record<string, unknown>>, index) =>
      checkForm({ inputs: items }, item, false).map((problem) => ({
        ...problem,
        field: [name, String(index), ...problem.field],
      })),
    );
  }
  const message = input.check(value);
  return message === null ? [] : [{ field: [name], code: 'INVALID', message: `"${name}" ${message}.` }];
}

/**
 * Checks a form before it is sent, and returns all problems. With `nullClears` null clears a field, as in an update. Without
 * it null is the same as absent, as in a create.
 */
export function checkForm(
  rules: FormRules,
  form: Readonly<Record<string, unknown>>,
  nullClears: boolean,
): Problem[] {
  const { inputs, oneOf = [] } = rules;
  const problems = Object.entries(inputs).flatMap(([name, input]) =>
    checkInput(name, input, form[name], nullClears),
  );
  const [first] = oneOf;
  if (first === undefined || oneOf.some((name) => isGiven(form[name]))) return problems;
  const names = oneOf.map((name) => `"${name}"`).join(' or ');
  return [...problems, { field: [first], code: 'INVALID', message: `Expected ${names}, but got neither.` }];
}
