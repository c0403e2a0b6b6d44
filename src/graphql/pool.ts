import type { PhoneNumber } from '../twilio/resources/phone-number.ts';

/** Twilio's limit of numbers that are not reserved, per Service: the page "Proxy Limits" of https://www.twilio.com/docs/proxy */
const MAX_UNRESERVED = 500;

/** The numbers of a Service by their use. */
export interface PoolModel {
  readonly phoneNumbers: number;
  readonly reserved: number;
  readonly idle: number;
  readonly inUse: number;
  readonly highestInUse: number;
  readonly room: number;
  /** All numbers. */
  readonly numbers: readonly PhoneNumber[];
}

/** How many active Sessions use a number. */
const useOf = ({ inUse }: PhoneNumber): number => inUse ?? 0;

export function toPool(numbers: readonly PhoneNumber[]): PoolModel {
  const reserved = numbers.filter(({ isReserved }) => isReserved === true).length;
  const inUse = numbers.filter((number) => useOf(number) > 0).length;
  return {
    phoneNumbers: numbers.length,
    reserved,
    idle: numbers.length - inUse,
    inUse,
    highestInUse: numbers.reduce((highest, number) => Math.max(highest, useOf(number)), 0),
    room: Math.max(0, MAX_UNRESERVED - (numbers.length - reserved)),
    numbers,
  };
}

/** The numbers that more active Sessions use than `above`, the busiest first. */
export const crowdedNumbers = ({ numbers }: PoolModel, above: number): readonly PhoneNumber[] =>
  numbers.filter((number) => useOf(number) > above).toSorted((a, b) => useOf(b) - useOf(a));
