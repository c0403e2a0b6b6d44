import { describe, expect, it } from 'vitest';
import { compose } from '../../../../src/twilio/http/compose.ts';
import type { Middleware } from '../../../../src/twilio/http/request.ts';
import { request } from '../../../support/stub-transport.ts';

const response = { status: 200, headers: {}, body: '' };

describe('middleware', () => {
  it('runs in the order of the list, around what comes after it', async () => {
    const told: string[] = [];
    const named =
      (name: string): Middleware =>
      async (sent, next) => {
        told.push(`${name} before`);
        const answer = await next(sent);
        told.push(`${name} after`);
        return answer;
      };
    const send = compose([named('first'), named('second')], async () => {
      told.push('transport');
      return response;
    });
    expect(await send(request())).toBe(response);
    expect(told).toEqual(['first before', 'second before', 'transport', 'second after', 'first after']);
  });

  it('may change the request, send it again, or not send it at all', async () => {
    const sent: string[] = [];
    const transport = async ({ path }: { path: string }) => {
      sent.push(path);
      return response;
    };
    const twice: Middleware = async (each, next) => {
      await next(each);
      return next({ ...each, path: '/again' });
    };
    const none: Middleware = async () => response;
    await compose([twice], transport)(request({ path: '/once' }));
    await compose([none], transport)(request());
    expect(sent).toEqual(['/once', '/again']);
  });
});
