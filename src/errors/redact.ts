/** Where the value lies, at the end of a message about a variable: ` at "input.ttl"; Int cannot …`. */
const PLACE = / at "([\w.[\]]+)"; /;

const VARIABLE = /^Variable "\$\w+" got invalid value /;

/** Long enough for every message; values can have any length. */
const MAX_LENGTH = 500;

/** The text up to that mark; null when the mark is not there. */
function before(message: string, mark: string): string | null {
  const at = message.indexOf(mark);
  return at === -1 ? null : message.slice(0, at);
}

/** The kind of a token, `Name`, or a mark of the language, `"{"`; what follows a kind is what somebody wrote. */
const FOUND = /^(?:\w+|<EOF>|"(?:[!$&()[\]{}:=@|]|\.\.\.)")/;

/** What a syntax error says without the text of the token that it found. */
function syntaxError(message: string): string {
  const expected = before(message, ', found ');
  const kind = expected === null ? '' : FOUND.exec(message.slice(expected.length + 8))?.[0];
  if (expected !== null) return kind ? `${expected}, found ${kind}.` : `${expected}.`;
  const [name, what = ''] = message.split(': ', 2);
  return `${name ?? ''}: ${what.replace(/\.$/, '')}.`;
}

/**
 * A message of graphql-js without the values that it repeats, because they can be phone numbers and texts; what is asked
 * for by its name stays.
 */
export function withoutValues(long: string): string {
  const message = long.slice(0, MAX_LENGTH);
  const [variable] = VARIABLE.exec(message) ?? [];
  if (variable !== undefined) {
    const place = PLACE.exec(long.slice(-MAX_LENGTH))?.[1];
    const at = place === undefined ? '' : ` at "${place}"`;
    return `${variable.replace(' got invalid value ', '')} got a value that does not fit${at}.`;
  }
  if (message.startsWith('Syntax Error: ')) return syntaxError(message);
  const expected = message.startsWith('Expected value of type "') ? before(message, ', found ') : null;
  if (expected !== null) return `${expected}.`;
  const argument = /^Argument "\w+" has invalid value /.exec(message)?.[0];
  if (argument !== undefined) return `${argument.trimEnd()}.`;
  const scalar = before(message, ' cannot represent ');
  return scalar === null ? message : `${scalar} cannot represent this value.`;
}
