/** The position of an invalid value, at the end of a message about a variable: ` at "input.ttl"; Int cannot …`. */
const POSITION = / at "([\w.[\]]+)"; /;

const VARIABLE = /^Variable "\$\w+" got invalid value /;

/** No message is longer without values, which can have any length. */
const MAX_LENGTH = 500;

/** The text before that separator; null if the separator is missing. */
function before(message: string, separator: string): string | null {
  const at = message.indexOf(separator);
  return at === -1 ? null : message.slice(0, at);
}

/** The kind of a token, `Name`, or punctuation, `"{"`. What follows is the caller's text. */
const FOUND = /^(?:\w+|<EOF>|"(?:[!$&()[\]{}:=@|]|\.\.\.)")/;

/** A syntax error without the text of the unexpected token. */
function redactSyntaxError(message: string): string {
  const expected = before(message, ', found ');
  const kind = expected === null ? '' : FOUND.exec(message.slice(expected.length + 8))?.[0];
  if (expected !== null) return kind ? `${expected}, found ${kind}.` : `${expected}.`;
  const [name, what = ''] = message.split(': ', 2);
  return `${name ?? ''}: ${what.replace(/\.$/, '')}.`;
}

/**
 * A message of graphql-js without the values that it repeats, because they can be phone numbers and message texts. Names
 * of fields, arguments, types and variables stay.
 */
export function redactMessage(original: string): string {
  const message = original.slice(0, MAX_LENGTH);
  const [variable] = VARIABLE.exec(message) ?? [];
  if (variable !== undefined) {
    const position = POSITION.exec(original.slice(-MAX_LENGTH))?.[1];
    const at = position === undefined ? '' : ` at "${position}"`;
    return `${variable.trimEnd()}${at}.`;
  }
  if (message.startsWith('Syntax Error: ')) return redactSyntaxError(message);
  const expected = message.startsWith('Expected value of type "') ? before(message, ', found ') : null;
  if (expected !== null) return `${expected}.`;
  const argument = /^Argument "\w+" has invalid value /.exec(message)?.[0];
  if (argument !== undefined) return `${argument.trimEnd()}.`;
  const scalar = before(message, ' cannot represent ');
  return scalar === null ? message : `${scalar} cannot represent this value.`;
}
