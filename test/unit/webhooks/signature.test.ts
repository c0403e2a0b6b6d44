import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { isSigned } from '../../../src/webhooks/signature.ts';

const token = '0123456789abcdef0123456789abcdef';
const form = {
  inboundResourceStatus: 'delivered',
  interactionData: '{"body":"hi"}',
  interactionSid: 'KI00000000000000000000000000000001',
  interactionType: 'Message',
};
const knownUrl = 'https://hooks.example.test/proxy?tenant=7';
const knownSignature = 'D/cUc+Y2568EskMysML4ZZ5hWzM=';

const accepts = (signature: string, urls: readonly string[], parameters: object = form) =>
  isSigned(signature, new URLSearchParams(Object.entries(parameters)), urls, [token]);

/** The signature of Twilio's own package. */
const signatureOf = (url: string, parameters: object = form) =>
  getExpectedTwilioSignature(token, url, parameters as Record<string, string>);

describe('the signature of a webhook', () => {
  it('is that of a known request', () => {
    expect(accepts(knownSignature, [knownUrl])).toBe(true);
    expect(accepts(knownSignature, ['https://other.test/', knownUrl])).toBe(true);
  });

  // The hash of a JSON body is part of the URL, and nothing else is signed. The intake takes forms only (415), so it never
  // compares the hash with a body.
  it('is that of the URL alone when the body is JSON', () => {
    const hash = createHash('sha256').update('{"a":1}').digest('hex');
    const url = `https://hooks.example.test/json?bodySHA256=${hash}`;
    expect(hash).toBe('015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862');
    expect(accepts('qDZ55WoKbCZa1cBmLecoIG5zhSg=', [url], {})).toBe(true);
    expect(accepts('qDZ55WoKbCZa1cBmLecoIG5zhSg=', [url], { a: '1' })).toBe(false);
  });

  it('does not fit another URL, parameter, token or text', () => {
    expect(accepts(knownSignature, [`${knownUrl}1`])).toBe(false);
    expect(accepts(knownSignature, [knownUrl], { ...form, interactionType: 'Voice' })).toBe(false);
    expect(accepts(knownSignature, [knownUrl], { ...form, added: '' })).toBe(false);
    expect(accepts(knownSignature, [])).toBe(false);
    for (const text of ['', 'D/cUc', `${knownSignature}=`, knownSignature.toLowerCase()])
      expect(accepts(text, [knownUrl])).toBe(false);
    expect(isSigned(knownSignature, new URLSearchParams(form), [knownUrl], ['x', 'y'])).toBe(false);
  });

  it('fits either token during a rotation', () => {
    expect(isSigned(knownSignature, new URLSearchParams(form), [knownUrl], ['new', token])).toBe(true);
  });

  it('is that of the official package for any parameters, repeated ones too', () => {
    const name = fc.stringMatching(/^[A-Za-z]{1,8}$/);
    const texts = fc.array(fc.string(), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.dictionary(name, texts), (parameters) => {
        const pairs = Object.entries(parameters).flatMap(([key, values]) =>
          values.map((value): [string, string] => [key, value]),
        );
        const signature = signatureOf(knownUrl, parameters);
        expect(isSigned(signature, new URLSearchParams(pairs), [knownUrl], [token])).toBe(true);
      }),
    );
  });

  it.each([
    ['https://h.test/a?b=c#rc=3&rp=ct,rt,5xx', 'https://h.test/a?b=c'],
    ['https://user:p%40ss@h.test/a', 'https://h.test/a'],
    ['https://h.test/a', 'https://h.test:443/a'],
    ['http://h.test/a', 'http://h.test:80/a'],
    ['https://h.test:8443/a?b', 'https://h.test:8443/a?b'],
    ['https://h.test:8443/a?b', 'https://h.test/a?b'],
    ['https://[::1]:8443/a', 'https://[::1]/a'],
    ['https://h.test?a=b', 'https://h.test:443?a=b'],
    ['HTTPS://H.test/%c3%a9 ?x=é', 'HTTPS://H.test/%c3%a9 ?x=é'],
  ])('configured as %s, signed as %s', (configured, signed) => {
    expect(accepts(signatureOf(signed), [configured])).toBe(true);
  });

  it.each([
    ['https://h.test/a', 'http://h.test/a'],
    ['https://h.test/a', 'https://h.test:8443/a'],
    ['https://h.test/a', 'https://h.test/a/'],
    ['https://h.test/a?x=1&y=2', 'https://h.test/a?y=2&x=1'],
    ['https://h.test/a#b', 'https://h.test/a#b'],
  ])('configured as %s, not signed as %s', (configured, signed) => {
    expect(accepts(signatureOf(signed), [configured])).toBe(false);
  });
});
