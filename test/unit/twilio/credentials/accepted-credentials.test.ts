import { describe, expect, it } from 'vitest';
import { AcceptedCredentials } from '../../../../src/twilio/credentials/accepted-credentials.ts';

describe('accepted credentials', () => {
  it('are those of a success, until Twilio refuses them', () => {
    const accepted = new AcceptedCredentials();
    for (const status of [401, 403, 404, 429, 500]) accepted.learn('one', status);
    expect(accepted.has('one')).toBe(false);
    accepted.learn('one', 200);
    for (const status of [403, 404, 429, 503]) accepted.learn('one', status);
    expect([accepted.has('one'), accepted.has('two')]).toEqual([true, false]);
    accepted.learn('one', 401);
    expect(accepted.has('one')).toBe(false);
  });

  it('are remembered up to a bound, those that were used last', () => {
    const accepted = new AcceptedCredentials();
    accepted.learn('old', 200);
    for (let count = 0; count < 9_999; count += 1) accepted.learn(`made up ${count}`, 401);
    for (let count = 0; count < 5_000; count += 1) accepted.learn(String(count), 201);
    accepted.learn('old', 200);
    for (let count = 5_000; count < 10_000; count += 1) accepted.learn(String(count), 200);
    expect(['old', '0', '1', '9999'].map((owner) => accepted.has(owner))).toEqual([true, false, true, true]);
  });
});
