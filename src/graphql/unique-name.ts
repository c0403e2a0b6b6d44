import type { Resource } from '../twilio/resource.ts';
import { badUserInput } from '../errors/gateway-error.ts';

/** Twilio's limit for a unique name, in characters: https://www.twilio.com/docs/proxy/api/session */
const MAX_LENGTH = 191;

const SID_SHAPE = /^[A-Za-z]{2}[0-9A-Fa-f]{32}$/;

/**
 * Checks a unique name before it becomes part of a URL. Empty names and `.` and `..` would name another URL, and a name
 * in the shape of a SID would find a record by its SID. Throws BAD_USER_INPUT.
 */
export function checkUniqueName(resource: Resource, uniqueName: string): string {
  const refuse = (what: string) => badUserInput(`Argument "uniqueName" must not be ${what}.`);
  if (uniqueName === '') throw refuse('empty');
  if (uniqueName === '.' || uniqueName === '..') throw refuse(`"${uniqueName}"`);
  if (Array.from(uniqueName).length > MAX_LENGTH) throw refuse(`longer than ${MAX_LENGTH} characters`);
  if (!uniqueName.isWellFormed()) throw refuse('text with half a surrogate pair');
  if (SID_SHAPE.test(uniqueName)) {
    throw refuse(`in the shape of a SID; look the ${resource.type} up by its id instead`);
  }
  return uniqueName;
}
