import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { clientSdl, subgraphSdl } from '../../support/sdl.ts';
import { breakingChangesBetween } from './breaking-changes.ts';

/** The SDL of the last release, as the package shipped it; `npm run contract:renew` writes it, at a release only. */
const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const published = read('published-subgraph.graphql');

describe('the contract', () => {
  it.each([
    ['clients', read('published.graphql'), clientSdl],
    ['supergraphs', published, subgraphSdl],
  ])('breaks nothing that the last release promised to %s: deprecate first', (_, before, after) => {
    expect(breakingChangesBetween(before, after)).toEqual([]);
  });

  it('would notice that a field may be null without an error', () => {
    const weaker = clientSdl.replace(
      'status: ProxySessionStatus @semanticNonNull',
      'status: ProxySessionStatus',
    );
    expect(breakingChangesBetween(clientSdl, weaker)).toEqual([
      'ProxySession.status @semanticNonNull was removed.',
    ]);
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
    expect(published).toContain(', "@tag"]');
    const plain = published.replace(', "@tag"]', ']');
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
