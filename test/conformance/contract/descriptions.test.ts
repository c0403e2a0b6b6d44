import { type ASTNode, buildSchema, type NameNode, parse, type StringValueNode, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { startGateway } from '../../support/gateway.ts';
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
  it('describes itself, so that the Docs panel of an explorer has a first page', async () => {
    await using test = await startGateway();
    const { data } = await test.query('{ __schema { description } }');
    expect(data.__schema.description).toBe(buildSchema(clientSdl).description);
    expect(data.__schema.description).toContain('Service → Session → Participant');
  });

  it.each([
    ['clients', clientSdl],
    ['composers', subgraphSdl],
  ])('describes every type, field, argument, value and directive to %s', (_, sdl) => {
    expect(undescribed(sdl)).toEqual([]);
  });
});
