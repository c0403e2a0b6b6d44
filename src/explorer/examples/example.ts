/** One example operation, as a tab shows it. */
export interface Example {
  /** The part of the first comment line before the dash, or the file's name. */
  readonly title: string;
  /** The part after the dash; may be empty. */
  readonly purpose: string;
  /** The operation with its title line, without its variables line. */
  readonly query: string;
  /** The variables as indented JSON; absent when the file gives none. */
  readonly variables?: string;
}

const TITLE_PREFIX = '# ';
const TITLE_DASH = ' — ';
const VARIABLES_PREFIX = '# variables:';

/**
 * Reads one example file: `# Title — what it shows` as its first line, `# variables: {…}` on any line of its own.
 * Throws a SyntaxError that names the file when the variables are not valid JSON.
 */
export const parseExample = (fileName: string, text: string): Example => {
  const lines = text.trim().split('\n');
  const variablesLine = lines.find((line) => line.startsWith(VARIABLES_PREFIX));
  const query = `${lines
    .filter((line) => line !== variablesLine)
    .join('\n')
    .trim()}\n`;
  const [title = '', purpose = ''] = titleLine(lines[0]).split(TITLE_DASH, 2);
  return {
    title: title.trim() || fileName.replace(/\.graphql$/, ''),
    purpose: purpose.trim(),
    query,
    ...(variablesLine !== undefined && {
      variables: indent(fileName, variablesLine.slice(VARIABLES_PREFIX.length)),
    }),
  };
};

const titleLine = (line = ''): string =>
  line.startsWith(TITLE_PREFIX) && !line.startsWith(VARIABLES_PREFIX) ? line.slice(TITLE_PREFIX.length) : '';

const indent = (fileName: string, json: string): string => {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch (cause) {
    throw new SyntaxError(
      `The "${VARIABLES_PREFIX}" line of ${fileName} must hold JSON, but got: ${json.trim()}`,
      { cause },
    );
  }
};
