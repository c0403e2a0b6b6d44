import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/errors/codes.ts';
import { reactionTo } from './reaction.ts';

describe('what an app does about a code', () => {
  it('retries nothing that a repetition could do twice', () => {
    expect(reactionTo('OUTCOME_UNKNOWN')).toBe('check');
    const retried = errorCodes.filter((code) => reactionTo(code) === 'retry');
    expect(retried).toEqual(['RATE_LIMITED', 'UPSTREAM_TIMEOUT', 'UPSTREAM_UNAVAILABLE', 'OVERLOADED']);
  });
});
