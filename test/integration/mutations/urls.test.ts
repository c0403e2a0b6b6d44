import { describe, expect, it } from 'vitest';
import { demo } from '../../../src/emulator/seeds/demo-sids.ts';
import { sharedGateway } from '../../support/shared-gateway.ts';
import { mutate } from '../../support/mutate.ts';

const test = await sharedGateway();

describe('a URL is one of http or https, with a host, without blanks and control characters', () => {
  const fields = ['callbackUrl', 'interceptCallbackUrl', 'outOfSessionCallbackUrl'];

  it.each([
    'javascript:alert(1)',
    'JavaScript://example.test/%0aalert(1)',
    'file:///etc/passwd',
    'data:text/html,hello',
    'ftp://example.test/hook',
    'ws://example.test/hook',
    'mailto:somebody@example.test',
    'example.test/hook',
    '//example.test/hook',
    'http:example.test',
    'http:/example.test',
    'http:\\\\example.test\\hook',
    'https://',
    'https:///hook',
    'https:////hook',
    'https://\\example.test/hook',
    'https://?query',
    'https://#fragment',
    'https://user:word@/hook',
    'https://:443/hook',
    'https://example.test:70000/hook',
    ' https://example.test/hook',
    'https://example.test/hook ',
    'https://example.test/a b',
    'https://exam ple.test/hook',
    'https://example.test/hook\n',
    'https://example.test/\r\nhost: other.test',
    'ht\ntps://example.test/hook',
    'https://\nexample.test/hook',
    'https://example.test/\thook',
    'https://example.test/\u0000',
    'https://example.test/\u007f',
    'https://example.test/\u0085',
    'https://example.test/\u00a0',
    'https://example.test/\u2028',
    'https://example.test/\u200b',
    'https://example.test/\u202ekooh',
    '\ufeffhttps://example.test/hook',
    'https://example.test/\ud83d',
    '',
  ])('refuses %j', async (address) => {
    for (const field of fields) {
      const input = { uniqueName: 'x', [field]: address };
      const { payload, errors, requests } = await mutate(test, 'createProxyService', input);
      expect(payload).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT' }]);
      expect(requests).toEqual([]);
    }
  });

  it.each([
    'http://example.test',
    'HTTPS://Example.TEST:443/Hook/../a?b=c%20d#e',
    'https://user:p%40ss@example.test/hook#rc=3&rp=ct,rt,5xx',
    'https://user@example.test',
    'http://127.0.0.1:4000/webhooks/proxy',
    'https://[::1]:8443/',
    'https://bücher.example/größe/👋',
    'https://example.test/a?next=http://other.test',
  ])('takes %j, and stores it unchanged', async (address) => {
    const input = Object.fromEntries(fields.map((field) => [field, address]));
    const selection = `service { ${fields.join(' ')} }`;
    const { payload, errors, forms } = await mutate(
      test,
      'updateProxyService',
      { id: demo.serviceSid, ...input },
      selection,
    );
    expect(errors).toBeUndefined();
    expect(payload.service).toEqual(input);
    const sent = [address];
    expect(forms).toEqual([{ CallbackUrl: sent, InterceptCallbackUrl: sent, OutOfSessionCallbackUrl: sent }]);
  });
});
