import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Agenda } from '../../../src/emulator/scheduler/scheduler.ts';

describe('the agenda', () => {
  it('runs what is due, the earliest first, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50)), fc.nat(50), (moments, now) => {
        const agenda = new Agenda();
        const ran: number[] = [];
        for (const moment of moments) agenda.add(moment, (at) => ran.push(at));
        agenda.runDue(now);
        const sorted = [...moments].sort((a, b) => a - b);
        expect(ran).toEqual(sorted.filter((moment) => moment <= now));
        agenda.runDue(Infinity);
        expect(ran).toEqual(sorted);
      }),
    );
  });

  it('runs what is added meanwhile, if that is due too', () => {
    const agenda = new Agenda();
    const ran: string[] = [];
    agenda.add(1, () => {
      ran.push('first');
      agenda.add(2, () => ran.push('added'));
      agenda.add(9, () => ran.push('too late'));
    });
    agenda.add(3, () => ran.push('last'));
    agenda.runDue(5);
    expect(ran).toEqual(['first', 'added', 'last']);
  });
});
