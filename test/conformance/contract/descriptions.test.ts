import { type ASTNode, type NameNode, parse, type StringValueNode, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { clientSdl, subgraphSdl } from '../../support/sdl.ts';

interface Definition {
  readonly name: NameNode;
  readonly description?: StringValueNode;
}

/** The definitions of an SDL that have no description. */
function undescribed(sdl: string): string[] {
  const found: string[] = [];
  const isDefinition = (node: ASTNode): node is ASTNode & Definition =>
    node.kind.endsWith('Definition') && 'name' in node;
  visit(parse(sdl), {
    enter(node) {
      if (isDefinition(node) && !node.description?.value) found.push(node.name.value);
    },
  });
  return found;
}

describe('the SDL that the package ships', () => {
  it.each([
    ['clients', clientSdl],
    ['composers', subgraphSdl],
  ])('describes every type, field, argument, value and directive to %s', (_, sdl) => {
    expect(undescribed(sdl)).toEqual([]);
  });
});
