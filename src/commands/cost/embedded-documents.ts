import { parse as parseModule, type parseExpression } from '@babel/parser';

/** A GraphQL document inside a source file. */
export interface EmbeddedDocument {
  readonly text: string;
  /** The line of the file on which the text starts, from 1. */
  readonly line: number;
}

type SyntaxNode = ReturnType<typeof parseExpression>;
type Template = Extract<SyntaxNode, { readonly type: 'TaggedTemplateExpression' }>['quasi'];

/** The tags and functions of Apollo Client, urql, codegen and Relay. */
const TAGS = new Set(['gql', 'graphql']);

const isTag = (node: unknown): boolean => isNode(node) && node.type === 'Identifier' && TAGS.has(node.name);

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { readonly type?: unknown }).type === 'string';

/** `${FRAGMENT}` is left out, because fragments are found by their names. */
const textOf = ({ quasis }: Template): string =>
  quasis.map(({ value }) => value.cooked ?? value.raw).join('');

/** Whether the comment that editors highlight stands before a template. */
const isMarked = ({ leadingComments }: Pick<Template, 'leadingComments'>): boolean =>
  (leadingComments ?? []).some(({ value }) => value.trim() === 'GraphQL');

/** The document that a node of the syntax tree is: gql`…`, graphql(`…`), a marked template; null for other nodes. */
function documentOf(node: SyntaxNode): EmbeddedDocument | null {
  const template =
    node.type === 'TaggedTemplateExpression' && isTag(node.tag)
      ? node.quasi
      : node.type === 'CallExpression' && isTag(node.callee)
        ? node.arguments[0]
        : node.type === 'TemplateLiteral' && isMarked(node)
          ? node
          : null;
  if (template?.type !== 'TemplateLiteral') return null;
  return { text: textOf(template), line: template.loc?.start.line ?? 1 };
}

/**
 * The GraphQL documents in a file of JavaScript or TypeScript, in the order of the file.
 *
 * @throws SyntaxError when the file is neither
 */
export function embeddedDocuments(code: string, file: string): readonly EmbeddedDocument[] {
  // `<T>value` of a .ts file is not JSX.
  const isTypeScript = /\.[cm]?ts$/.test(file);
  const plugins = isTypeScript ? (['typescript', 'decorators'] as const) : (['typescript', 'jsx'] as const);
  const { program } = parseModule(code, { sourceType: 'unambiguous', plugins: [...plugins] });
  const found: EmbeddedDocument[] = [];
  // A list in place of recursion: source files may nest deeply.
  const left: unknown[] = [program];
  while (left.length > 0) {
    const next = left.pop();
    if (Array.isArray(next)) left.push(...(next as unknown[]));
    if (!isNode(next)) continue;
    const document = documentOf(next);
    if (document) found.push(document);
    else left.push(...(Object.values(next) as unknown[]));
  }
  return found.toSorted((a, b) => a.line - b.line);
}
