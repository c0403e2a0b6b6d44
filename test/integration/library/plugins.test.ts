import type { ApolloServerPlugin } from '@apollo/server';
import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { startGateway } from '../../support/gateway.ts';

const query = `query Service($id: ID!) { proxyService(id: $id) { sid uniqueName } }`;
const variables = { id: demo.serviceSid };

/** A plugin that looks at operations as Apollo's usage reporting does. */
function watching(): { plugin: ApolloServerPlugin; takeHooks: () => string[] } {
  let hooks: string[] = [];
  const note = (hook: string) => void hooks.push(hook);
  const plugin: ApolloServerPlugin = {
    async requestDidStart() {
      note('requestDidStart');
      return {
        async parsingDidStart() {
          note('parsingDidStart');
        },
        async validationDidStart() {
          note('validationDidStart');
        },
        async didResolveOperation({ operationName }) {
          note(`didResolveOperation ${String(operationName)}`);
        },
        async executionDidStart() {
          note('executionDidStart');
          return {
            willResolveField({ info }) {
              note(`willResolveField ${info.parentType.name}.${info.fieldName}`);
            },
          };
        },
        async didEncounterErrors({ errors }) {
          note(`didEncounterErrors ${String(errors[0]?.extensions['code'])}`);
        },
        async willSendResponse({ response: { body } }) {
          const hasErrors = body.kind === 'single' && body.singleResult.errors !== undefined;
          note(hasErrors ? 'willSendResponse with errors' : 'willSendResponse');
        },
      };
    },
  };
  return {
    plugin,
    takeHooks: () => {
      const taken = hooks;
      hooks = [];
      return taken;
    },
  };
}

const executed = [
  'didResolveOperation Service',
  'executionDidStart',
  'willResolveField Query.proxyService',
  'willResolveField ProxyService.sid',
  'willResolveField ProxyService.uniqueName',
  'willSendResponse',
];

describe('a plugin of Apollo Server', () => {
  it('sees every operation with all its hooks; a document that was validated is not validated again', async () => {
    const { plugin, takeHooks } = watching();
    await using test = await startGateway({ plugins: [plugin] });
    await test.query(query, variables);
    expect(takeHooks()).toEqual(['requestDidStart', 'parsingDidStart', 'validationDidStart', ...executed]);
    for (let sending = 2; sending < 100; sending += 1) await test.query(query, variables);
    takeHooks();
    const hundredth = await test.query(query, variables);
    expect(hundredth.data.proxyService.sid).toBe(demo.serviceSid);
    expect(takeHooks()).toEqual(['requestDidStart', ...executed]);
  });

  it('sees mutations, introspection and refused operations too', async () => {
    const { plugin, takeHooks } = watching();
    await using test = await startGateway({ plugins: [plugin] });
    await test.query(
      `mutation Update($input: UpdateProxyServiceInput!) { updateProxyService(input: $input) { userErrors { code } } }`,
      { input: { id: demo.serviceSid, defaultTtl: 60 } },
    );
    expect(takeHooks()).toContain('willResolveField Mutation.updateProxyService');
    await test.query('{ __schema { queryType { name } } }');
    expect(takeHooks()).toContain('executionDidStart');
    await test.query('{ nothing }');
    expect(takeHooks()).toContain('didEncounterErrors GRAPHQL_VALIDATION_FAILED');
  });
});

describe('the context of an operation', () => {
  it('has six members, and its signal aborts with the response', async () => {
    const contexts: Readonly<Record<string, unknown>>[] = [];
    const abortedAtStart: unknown[] = [];
    const plugin: ApolloServerPlugin = {
      requestDidStart: async ({ contextValue }) => {
        const context = contextValue as Readonly<Record<string, unknown>>;
        contexts.push(context);
        abortedAtStart.push((context['signal'] as AbortSignal).aborted);
      },
    };
    await using test = await startGateway({ plugins: [plugin] });
    await Promise.all([test.query(query, variables), test.query('{ nothing }')]);
    expect(contexts.map((context) => Object.keys(context).toSorted())).toEqual(
      Array(2).fill(['budget', 'client', 'loaders', 'requestId', 'signal', 'viewer']),
    );
    expect(abortedAtStart).toEqual([false, false]);
    expect(contexts.map((context) => (context['signal'] as AbortSignal).aborted)).toEqual([true, true]);
  });
});

describe("Apollo's inline trace", () => {
  const ask = { 'apollo-federation-include-trace': 'ftv1' };

  it('is not sent', async () => {
    await using test = await startGateway();
    expect((await test.query(query, variables, ask)).extensions).toBeUndefined();
  });

  it('is sent with FEDERATED_TRACING=on, to those who ask for it', async () => {
    await using test = await startGateway({ env: { FEDERATED_TRACING: 'on' } });
    expect((await test.query(query, variables, ask)).extensions).toEqual({ ftv1: expect.any(String) });
    expect((await test.query(query, variables)).extensions).toBeUndefined();
  });
});
