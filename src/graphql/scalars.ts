import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { GraphQLDateTime } from 'graphql-scalars';
import { badUserInput } from '../errors/gateway-error.ts';

/** Inputs are RFC 3339. Values from Twilio were read already and are passed on. */
export const dateTime = new GraphQLScalarType<Date, string>({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  serialize: String,
});

/** `http://` or `https://` and a host, without blanks, control or format characters and lone surrogates. */
const WEB_ADDRESS = /^https?:\/\/(?![/?#\\])[^\s\p{Cc}\p{Cf}\p{Cs}]+$/iu;

/** `URL` alone would take any scheme, drop blanks and line breaks, and read `https:///a` as the host `a`. */
function parseUrl(value: unknown): string {
  if (typeof value === 'string' && WEB_ADDRESS.test(value) && URL.canParse(value)) return value;
  throw badUserInput(
    'Expected an http or https URL without blanks, such as https://example.com/hook, but got something else.',
  );
}

/** Inputs are http or https URLs and are not normalized, because Twilio keeps them as they are. */
export const url = new GraphQLScalarType<string, string>({
  name: 'URL',
  serialize: String,
  parseValue: parseUrl,
  parseLiteral: (node: ValueNode) => parseUrl(node.kind === Kind.STRING ? node.value : null),
});
