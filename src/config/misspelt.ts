import { optionNames, optionRows } from './environment.ts';
import { fileOf } from './option-names.ts';

/** A variable that is not an option, and the option or file variable with the closest name. */
export interface Misspelt {
  readonly variable: string;
  readonly meant: string;
}

const at = (row: readonly number[], index: number) => row[index] ?? Infinity;

/** Damerau-Levenshtein distance: insertions, deletions, substitutions and swaps of neighbours. */
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

/** One edit for every six letters. Too many words are close to shorter names such as PORT. */
const maxDistance = (option: string) => Math.floor(option.length / 6);

const longNames = optionNames.filter((option) => maxDistance(option) > 0);

/** The option with the closest name, if it is close enough. */
function closestTo(name: string): string | undefined {
  const close = longNames
    .map((option) => ({ option, edits: distance(name, option) }))
    .filter(({ option, edits }) => edits <= maxDistance(option));
  return close.toSorted((one, other) => one.edits - other.edits)[0]?.option;
}

/** File variables by the secret that they are for. */
const fileVariables = new Map<string, string>(
  optionRows.flatMap(([name, { isSecret = false }]) => (isSecret ? [[name, fileOf(name)]] : [])),
);

const known = new Set<string>([...optionNames, ...fileVariables.values()]);

/** Finds the variables that are not options but close to one. Those of other software are not reported. */
export function findMisspelt(variables: readonly string[]): readonly Misspelt[] {
  return variables.flatMap((variable) => {
    if (known.has(variable)) return [];
    const name = variable.toUpperCase();
    const option = closestTo(name.replace(/_FILE$/, ''));
    if (option === undefined) return [];
    // Only secrets are read from files.
    return [{ variable, meant: name.endsWith('_FILE') ? (fileVariables.get(option) ?? option) : option }];
  });
}
