import { describe, expect, it } from 'vitest';
import { SlidingWindow } from '../../../../../src/twilio/http/rate-limiter/sliding-window.ts';
import { AdaptiveLimit } from '../../../../../src/twilio/http/rate-limiter/adaptive-limit.ts';

describe('the sliding window', () => {
  const full = (now: number) => {
    const window = new SlidingWindow();
    const places = Array.from({ length: 150 }, () => window.take(now));
    return { window, places };
  };

  it.each([
    [150, 1, 150],
    [150, 4, 37],
    [75, 4, 18],
    [3, 4, 1],
  ])('of %i requests for %i replicas has room for %i', (limit, replicas, room) => {
    const window = new SlidingWindow(limit, () => replicas);
    expect(window.room(0)).toBe(room);
    for (let count = 0; count < room; count += 1) window.take(0);
    expect(window.admits(0, 0)).toBe(false);
    expect(window.isFresh(0)).toBe(false);
    expect(window.isFresh(6000)).toBe(true);
  });

  it('has room for 150 requests, and again 5 seconds after their answers', () => {
    const { window, places } = full(0);
    expect(window.room(0)).toBe(0);
    places.forEach((place) => window.answered(place, 40));
    expect(window.room(5039)).toBe(0);
    expect(window.roomAt(1000)).toBe(5040);
    expect(window.room(5040)).toBe(150);
  });

  it('does not wait for ever for an answer: Twilio has counted a request a second after it was sent', () => {
    const { window } = full(0);
    expect(window.room(5999)).toBe(0);
    expect(window.room(6000)).toBe(150);
  });

  it('slides: room comes back as the requests left, one by one', () => {
    const window = new SlidingWindow();
    for (let at = 0; at < 1500; at += 10) window.answered(window.take(at), at);
    expect(window.room(1500)).toBe(0);
    expect(window.room(5000)).toBe(1);
    expect(window.room(5015)).toBe(2);
  });

  it('halves on a refusal, once for refusals at the same time, and comes back step by step', () => {
    const window = new SlidingWindow();
    window.refused(window.take(0), 0);
    window.refused(window.take(10), 10);
    expect(window.room(10)).toBe(75);
    expect(window.room(4999)).toBe(75);
    expect(window.room(5000)).toBe(90);
    expect(window.room(24_999)).toBe(135);
    expect(window.room(25_000)).toBe(150);
    expect(window.isFresh(25_000)).toBe(true);
  });

  it('does not count a refused request, as Twilio does not', () => {
    const { window, places } = full(0);
    places.slice(0, 100).forEach((place) => window.refused(place, 0));
    expect(window.room(0)).toBe(75 - 50);
  });

  it('lets through, although halved, who would miss its deadline by that, up to the whole window', () => {
    const window = new SlidingWindow();
    window.refused(window.take(0), 0);
    for (let count = 0; count < 75; count += 1) window.answered(window.take(0), 0);
    expect([6999, 7000, Infinity].map((deadlineAt) => window.admits(0, deadlineAt))).toEqual([
      true,
      false,
      false,
    ]);
    for (let count = 75; count < 150; count += 1) window.take(0);
    expect(window.admits(0, 6999)).toBe(false);
  });
});

describe('a adaptive limit', () => {
  const create = () => new AdaptiveLimit({ full: 64, floor: 4, step: 4, period: 1000 });

  it('goes down to half of what was in use, and never below its floor', () => {
    const each = create();
    each.shrink(0, 20);
    expect(each.limit(0)).toBe(10);
    each.shrink(1000, 10);
    expect(each.limit(1000)).toBe(5);
    each.shrink(2000, 5);
    expect(each.limit(2000)).toBe(4);
  });

  it('comes back, and says when it rises next', () => {
    const each = create();
    each.shrink(0, 120);
    expect(each.limit(0)).toBe(32);
    expect(each.risesAt(0)).toBe(1000);
    expect(each.risesAt(1000)).toBe(2000);
    expect(each.limit(7999)).toBe(60);
    expect(each.limit(8000)).toBe(64);
    expect(each.risesAt(8000)).toBe(Infinity);
  });
});
