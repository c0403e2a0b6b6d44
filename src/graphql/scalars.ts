import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { badUserInput } from '../errors/gateway-error.ts';

/** Strict in (a library checks RFC 3339), lenient out: what comes from Twilio was read already and is passed on. */
export const dateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  serialize: String,
});

/** `http://` or `https://` and a host; no blanks, no control or format characters, no halves of a character. */
const WEB_ADDRESS = /^https?:\/\/(?![/?#\\])[^\s\p{Cc}\p{Cf}\p{Cs}]+$/iu;

/** `URL` alone would take any scheme, drop blanks and line breaks, and read `https:///a` as the host `a`. */
function parseUrl(value: unknown): string {
  if (typeof value === 'string' && WEB_ADDRESS.test(value) && URL.canParse(value)) return value;
  throw badUserInput(
    'Expected an http or https URL without blanks, such as https://example.com/hook, but got something else.',
  );
}

/** Strict in, lenient out, and never rewritten: Twilio keeps addresses letter by letter. */
export const url = new GraphQLScalarType<string, string>({
  name: 'URL',
  serialize: String,
  parseValue: parseUrl,
  parseLiteral: (node: ValueNode) => parseUrl(node.kind === Kind.STRING ? node.value : null),
});
