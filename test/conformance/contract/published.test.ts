import { readFileSync } from 'node:fs';
import { print } from 'graphql';
import { describe, expect, it } from 'vitest';
import { readTypeDefs } from '../../../src/graphql/schema.ts';
import { breakingChangesBetween } from './breaking-changes.ts';

/** The contract of the last release; `npm run contract:renew` writes it, and a release is the only time to do so. */
const published = readFileSync(new URL('published.graphql', import.meta.url), 'utf8');

describe('the contract', () => {
  it('breaks nothing that the last release promised: deprecate first, and renew published.graphql at a release', () => {
    expect(breakingChangesBetween(published, print(readTypeDefs()))).toEqual([]);
  });

  it.each([
    [
      'a field that went',
      '  friendlyName: String\n',
      '  label: String\n',
      'ProxyParticipant.friendlyName was removed.',
    ],
    [
      'a field that may now be null',
      '  participantSid: ID!\n',
      '  participantSid: ID\n',
      'ProxyMessageInteraction.participantSid changed type from ID! to ID.',
    ],
    [
      'an argument that is now needed',
      '    first: Int\n',
      '    first: Int!\n',
      'ProxyService.sessions arg first has changed type from Int to Int!.',
    ],
    [
      'an input field that is now needed',
      '  mediaUrl: [URL!]\n',
      '  mediaUrl: [URL!]!\n',
      'CreateProxyMessageInteractionInput.mediaUrl changed type from [URL!] to [URL!]!.',
    ],
    [
      'a value of an enum that went',
      '  "Failed."\n  FAILED\n',
      '',
      'FAILED was removed from enum type ProxySessionStatus.',
    ],
    [
      'a key that went',
      '@key(fields: "serviceSid uniqueName")',
      '',
      'ProxySession @key(fields: "serviceSid uniqueName") was removed.',
    ],
    [
      'a type that is no longer shared',
      'PageInfo @shareable',
      'PageInfo',
      'PageInfo @shareable was removed.',
    ],
  ])('would notice %s', (_, text, replacement, change) => {
    expect(published).toContain(text);
    expect(breakingChangesBetween(published, published.replaceAll(text, replacement))).toContain(change);
  });

  it('would notice a directive that is imported no more', () => {
    const plain = published.replace(
      'import: ["@key", "@shareable", "@tag"]',
      'import: ["@key", "@shareable"]',
    );
    expect(breakingChangesBetween(published, plain.replaceAll(/ @tag\([^)]*\)/g, ''))).toEqual([
      'tag was removed.',
    ]);
  });

  it('lets a field be added', () => {
    const grown = published.replaceAll(
      '  friendlyName: String\n',
      '  friendlyName: String\n  nickname: String\n',
    );
    expect(breakingChangesBetween(published, grown)).toEqual([]);
  });
});
