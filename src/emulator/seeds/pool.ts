import type { SeedPoolNumber } from './seed.ts';

/** Numbers of a pool. The last of several is reserved. */
export const pool = (numbers: readonly string[], isoCountry: string, dateCreated: string): SeedPoolNumber[] =>
  numbers.map((number, position) => ({
    number,
    isoCountry,
    dateCreated,
    isReserved: position > 0 && position === numbers.length - 1,
  }));

/** 0 to length - 1. */
export const count = (length: number): number[] => Array.from({ length }, (_, index) => index);
