import fc from 'fast-check';
import twilio from 'twilio';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, it } from 'vitest';
import { sign, signedUrl } from '../../../src/emulator/webhooks/signature.ts';

describe('the signature of a webhook', () => {
  it('is that of a known request', () => {
    const parameters = {
      inboundResourceStatus: 'delivered',
      interactionData: '{"body":"hi"}',
      interactionSid: 'KI00000000000000000000000000000001',
      interactionType: 'Message',
    };
    const url = 'https://hooks.example.test/proxy?tenant=7';
    expect(sign('0123456789abcdef0123456789abcdef', url, parameters)).toBe('D/cUc+Y2568EskMysML4ZZ5hWzM=');
  });

  it('is that of the official package for any parameters', () => {
    const name = fc.stringMatching(/^[A-Za-z]{1,12}$/);
    fc.assert(
      fc.property(fc.string(), fc.dictionary(name, fc.string()), (token, parameters) => {
        const url = 'http://localhost:4000/webhooks/proxy?a=1';
        const signature = sign(token, url, parameters);
        expect(signature).toBe(getExpectedTwilioSignature(token, url, parameters));
        expect(twilio.validateRequest(token, signature, url, parameters)).toBe(true);
      }),
    );
  });

  it.each([
    ['http://localhost:4000/a?b=c#rc=3&rp=ct,rt', 'http://localhost:4000/a?b=c'],
    ['http://user:secret@localhost/a?b=x@y', 'http://localhost/a?b=x@y'],
    ['http://localhost/a@b', 'http://localhost/a@b'],
    ['HTTP://LocalHost:80/a%20b', 'HTTP://LocalHost:80/a%20b'],
  ])('of %s covers %s', (url, signed) => {
    expect(signedUrl(url)).toBe(signed);
  });
});
