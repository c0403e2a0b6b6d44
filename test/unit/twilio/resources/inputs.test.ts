import { readFileSync } from 'node:fs';
import { isEnumType, isInputObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import * as generated from '../../../../src/graphql/generated.ts';
import { createSchema } from '../../../../src/graphql/schema.ts';
import { resolvers } from '../../../../src/resolvers/resolvers.ts';
import * as inputs from '../../../../src/twilio/inputs.ts';
import { session } from '../../../../src/twilio/resources/session.ts';
import { resources } from './resources.ts';

const schema = createSchema(resolvers, () => undefined);
/** What names the record or its parent; it goes into the URL and not into the form. */
const ids = ['id', 'serviceId', 'sessionId', 'participantId'];

/** Each input type of a create or update, with the inputs of its descriptor. */
const forms = resources.flatMap(({ type, operations: { create, update } }) => [
  ...(create ? [[`CreateProxy${type}Input`, create.inputs] as const] : []),
  ...(update ? [[`UpdateProxy${type}Input`, update.inputs] as const] : []),
]);

/** The fields of an input type: name and written type. */
function fieldsOf(typeName: string): [name: string, type: string][] {
  const type = schema.getType(typeName);
  if (!isInputObjectType(type)) throw new TypeError(`There is no input type ${typeName}.`);
  return Object.values(type.getFields()).map((field) => [field.name, String(field.type)]);
}

const names = (fields: readonly (readonly [string, unknown])[]) => fields.map(([name]) => name).toSorted();

/** The types that make sure of what a check takes for granted. */
const typesOf = new Map<inputs.Input, RegExp>([
  [inputs.url, /^URL$/],
  [inputs.urls, /^\[URL!\]$/],
  [inputs.seconds, /^Int$/],
  [inputs.boolean, /^Boolean$/],
  [inputs.choice, /^Proxy\w+Input$/],
  [inputs.dateTime, /^DateTime$/],
  [inputs.e164, /^String$/],
  [inputs.identifier, /^String!$/],
]);

describe('the input types of the schema', () => {
  it('are those of the descriptors, and no others create or update', () => {
    const written = Object.keys(schema.getTypeMap()).filter((name) =>
      /^(?:Create|Update)\w+Input$/.test(name),
    );
    expect(written.toSorted()).toEqual(forms.map(([name]) => name).toSorted());
  });

  it.each(forms)('%s has the fields of its descriptor', (typeName, form) => {
    const fields = fieldsOf(typeName).filter(([name]) => !ids.includes(name));
    expect(names(fields)).toEqual(Object.keys(form).toSorted());
  });

  it.each(forms)('%s has types that its checks can rely on', (typeName, form) => {
    const types = new Map(fieldsOf(typeName));
    for (const [name, input] of Object.entries(form)) {
      expect(types.get(name)).toMatch(typesOf.get(input) ?? /^(?:String|ID|\[Proxy\w+Input!\])!?$/);
    }
  });

  it('names the record by id on update, and the parent on create', () => {
    for (const [typeName] of forms) {
      const own = fieldsOf(typeName).filter(([name]) => ids.includes(name));
      const isRoot = typeName === 'CreateProxyServiceInput';
      expect(own.map(([, type]) => type)).toEqual(isRoot ? [] : ['ID!']);
      if (typeName.startsWith('Update')) expect(names(own)).toEqual(['id']);
      else expect(names(own)).not.toContain('id');
    }
  });

  it('gives a Participant of a new Session the fields of the descriptor', () => {
    const { participants } = session.operations.create.inputs;
    expect(new Map(fieldsOf('CreateProxySessionInput')).get('participants')).toBe(
      '[ProxySessionParticipantInput!]',
    );
    expect(names(fieldsOf('ProxySessionParticipantInput'))).toEqual(
      Object.keys(participants.items ?? {}).toSorted(),
    );
  });

  it('demands on create what Twilio demands, and on update nothing', () => {
    const demanded = forms.flatMap(([typeName]) =>
      fieldsOf(typeName)
        .filter(([name, type]) => !ids.includes(name) && type.endsWith('!'))
        .map(([name]) => `${typeName}.${name}`),
    );
    expect(demanded).toEqual([
      'CreateProxyServiceInput.uniqueName',
      'CreateProxyParticipantInput.identifier',
      'CreateProxyShortCodeInput.sid',
    ]);
  });

  it('deletes by id alone', () => {
    for (const { type, operations } of resources) {
      if (operations.remove) expect(fieldsOf(`DeleteProxy${type}Input`)).toEqual([['id', 'ID!']]);
    }
  });

  it('is the only argument of each mutation, and cannot be left out', () => {
    for (const { name, args } of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
      expect(args.map((each) => [each.name, String(each.type)])).toEqual([['input', type]]);
    }
  });
});

describe('the enums of inputs and filters', () => {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  const ofInputs = enums.filter(({ name }) => /(?:Input|Filter)$/.test(name));

  it('carry Twilio’s own strings, the same as the generated types say', () => {
    expect(ofInputs).not.toEqual([]);
    for (const type of ofInputs) {
      const inside = Object.fromEntries(type.getValues().map(({ name, value }) => [name, value as unknown]));
      expect(inside).toEqual((generated as Record<string, unknown>)[type.name]);
      for (const [name, value] of Object.entries(inside)) {
        expect(value).toBe(name.toLowerCase().replaceAll('_', '-'));
      }
    }
  });

  it('are written out in codegen.yml, each and no other', () => {
    const config = readFileSync(new URL('../../../../codegen.yml', import.meta.url), 'utf8');
    const [, section = ''] = /\n {6}enumValues:\n((?: {8}.*\n)+)/.exec(config) ?? [];
    const written = [...section.matchAll(/^ {8}(\w+):$/gm)].map(([, name = '']) => name);
    expect(written.toSorted()).toEqual(ofInputs.map(({ name }) => name).toSorted());
  });

  it('offer only what the enum of the same name can show', () => {
    for (const type of ofInputs) {
      const shown = schema.getType(type.name.replace(/(?:Input|Filter)$/, ''));
      const values = isEnumType(shown) ? shown.getValues().map(({ name }) => name) : [];
      expect(values).toEqual(expect.arrayContaining(type.getValues().map(({ name }) => name)));
      expect(values).toContain('UNRECOGNIZED');
    }
  });

  it('are the only enums that an input takes', () => {
    for (const [typeName] of forms) {
      for (const [, type] of fieldsOf(typeName)) {
        const named = schema.getType(type.replaceAll(/[[\]!]/g, ''));
        if (isEnumType(named)) expect(named.name).toMatch(/Input$/);
      }
    }
  });
});
