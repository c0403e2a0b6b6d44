import { readdirSync, readFileSync } from 'node:fs';
import { checkSync } from 'recheck';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const src = new URL('../../../src/', import.meta.url);

/** Every regular expression that stands in the sources of the program, with the place where it stands. */
function expressionsOf(file: string): [place: string, source: string, flags: string][] {
  const text = readFileSync(new URL(file, src), 'utf8');
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const found: [string, string, string][] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const { line } = tree.getLineAndCharacterOfPosition(node.getStart(tree));
      found.push([`${file}:${String(line + 1)}`, node.text.slice(1, end), node.text.slice(end + 1)]);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

describe('no regular expression can be made slow', () => {
  it.each(files.flatMap(expressionsOf))(
    '%s /%s/%s',
    (_, source, flags) => {
      expect(checkSync(source, flags, { timeout: 60_000 }).status).toBe('safe');
    },
    90_000,
  );
});
