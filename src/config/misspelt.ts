import { environment, fileOf, secretNames } from './environment.ts';

/** A variable that is no option, and the option that was perhaps meant. */
export interface Misspelt {
  readonly variable: string;
  readonly meant: string;
}

const at = (row: readonly number[], index: number) => row[index] ?? Infinity;

/** How many letters one text has to gain, lose, change or swap with their neighbour to be the other (Damerau-Levenshtein). */
function distance(one: string, other: string): number {
  let last: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const changed = at(row, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = isSwapped ? at(last, j - 2) + 1 : Infinity;
      next.push(Math.min(at(row, j) + 1, at(next, j - 1) + 1, changed, swapped));
    }
    last = row;
    row = next;
  }
  return at(row, other.length);
}

/** One mistake for every six letters. Names that are shorter, such as PORT, have too many neighbours. */
const mistakesIn = (option: string) => Math.floor(option.length / 6);

/** The option that a name is closest to, if it is close. */
function nearestOf(name: string, options: readonly string[]): string | undefined {
  const close = options
    .map((option) => ({ option, mistakes: distance(name, option) }))
    .filter(({ option, mistakes }) => mistakes <= mistakesIn(option));
  return close.toSorted((one, other) => one.mistakes - other.mistakes)[0]?.option;
}

/** Finds the variables that look like options but are none. Those of other software are left alone. */
export function findMisspelt(variables: readonly string[]): readonly Misspelt[] {
  const options = Object.keys(environment.shape);
  const files = new Map<string, string>(secretNames.map((name) => [name, fileOf(name)]));
  const known = new Set([...options, ...files.values()]);
  const long = options.filter((option) => mistakesIn(option) > 0);
  return variables.flatMap((variable) => {
    if (known.has(variable)) return [];
    const name = variable.toUpperCase();
    const option = nearestOf(name.replace(/_FILE$/, ''), long);
    if (option === undefined) return [];
    // Only secrets are read from files.
    return [{ variable, meant: name.endsWith('_FILE') ? (files.get(option) ?? option) : option }];
  });
}
