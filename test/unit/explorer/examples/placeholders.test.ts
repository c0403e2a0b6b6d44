import { describe, expect, it } from 'vitest';
import { examplesForRealUpstream, findPlaceholder } from '../../../../src/explorer/examples/placeholders.ts';
import { examples } from '../../../browser/examples.ts';

const onRealUpstream = examplesForRealUpstream(examples);

const example = (variables?: object) => ({
  title: 'One',
  purpose: '',
  query: '{ __typename }',
  ...(variables && { variables: JSON.stringify(variables) }),
});

const SERVICE = `KS${'0'.repeat(32)}`;
const SESSION = `${SERVICE}-KC${'1'.repeat(32)}`;
const PARTICIPANT = `${SESSION}-KP${'2'.repeat(32)}`;

describe('the examples for a real upstream', () => {
  it.each([
    ['a Service', { id: SERVICE }, { id: '<id of a Service>' }],
    ['a Session', { input: { id: SESSION } }, { input: { id: '<id of a Session>' } }],
    ['a Participant', { participantId: PARTICIPANT }, { participantId: '<id of a Participant>' }],
    ['a phone number', { list: [{ to: '+447700900111' }] }, { list: [{ to: '<phone number>' }] }],
    ['nothing', { first: 20, after: null, body: 'Hello' }, { first: 20, after: null, body: 'Hello' }],
  ])('ask for %s', (_case, given, expected) => {
    const [replaced] = examplesForRealUpstream([example(given)]);

    expect(JSON.parse(replaced?.variables ?? '')).toEqual(expected);
  });

  it('hold no id and no number of the demo data', () => {
    expect(JSON.stringify(onRealUpstream.map(({ variables }) => variables))).not.toMatch(
      /[0-9a-f]{32}|\+\d{7}/,
    );
  });

  it('begin with those that need no value', () => {
    const needsValue = onRealUpstream.map(({ variables }) => findPlaceholder(variables) !== undefined);

    expect(needsValue).toEqual([...needsValue].sort());
    expect(onRealUpstream[0]?.query).toContain('proxyServices(');
  });
});

describe('a placeholder', () => {
  it.each([
    ['in an input', { input: { serviceId: '<id of a Service>' } }, '<id of a Service>'],
    ['in a list', { participants: [{ identifier: '<phone number>' }] }, '<phone number>'],
    ['nowhere in a text', { body: 'Call <phone number> now' }, undefined],
    ['nowhere without variables', undefined, undefined],
  ])('is found %s', (_case, variables, expected) => {
    expect(findPlaceholder(variables)).toBe(expected);
  });
});
