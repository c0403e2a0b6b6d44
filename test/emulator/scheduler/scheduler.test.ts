import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scheduler } from '../../../src/emulator/scheduler/scheduler.ts';

describe('the scheduler', () => {
  it('runs what is due, the earliest first, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(50), (moments, now) => {
        const scheduler = new Scheduler();
        const ran: number[] = [];
        for (const moment of moments) scheduler.schedule(moment, (at) => ran.push(at));
        scheduler.runDue(now);
        const sorted = [...moments].sort((a, b) => a - b);
        expect(ran).toEqual(sorted.filter((moment) => moment <= now));
        scheduler.runDue(Infinity);
        expect(ran).toEqual(sorted);
      }),
    );
  });

  it('runs what is added meanwhile, if that is due too', () => {
    const scheduler = new Scheduler();
    const ran: string[] = [];
    scheduler.schedule(1, () => {
      ran.push('first');
      scheduler.schedule(2, () => ran.push('added'));
      scheduler.schedule(9, () => ran.push('too late'));
    });
    scheduler.schedule(3, () => ran.push('last'));
    scheduler.runDue(5);
    expect(ran).toEqual(['first', 'added', 'last']);
  });
});
