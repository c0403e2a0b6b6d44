import type { Example } from './example.ts';

const RESOURCES: Readonly<Record<string, string>> = {
  KS: 'Service',
  KC: 'Session',
  KP: 'Participant',
};

/** An id of this gateway: the SIDs of the path, joined by `-`. The last SID is the resource's own. */
const DEMO_ID = /"(?:K[A-Z][0-9a-f]{32}-)*(K[A-Z])[0-9a-f]{32}"/g;
const DEMO_NUMBER = /"\+[0-9]{7,15}"/g;

const NUMBER_PLACEHOLDER = '<phone number>';
const PLACEHOLDER = /"(<id of a [A-Z]\w+>|<phone number>)"/;

/** Replaces the ids and phone numbers of the demo data, which exist only in the emulator, with placeholders. */
const withPlaceholders = (example: Example): Example =>
  example.variables === undefined
    ? example
    : {
        ...example,
        variables: example.variables
          .replace(DEMO_ID, (_id, prefix: string) => `"<id of a ${RESOURCES[prefix] ?? 'Resource'}>"`)
          .replace(DEMO_NUMBER, `"${NUMBER_PLACEHOLDER}"`),
      };

/**
 * The examples for a real upstream: placeholders instead of demo data, and first the examples that need no value,
 * because they run at once and list the ids that the others need.
 */
export const examplesForRealUpstream = (examples: readonly Example[]): readonly Example[] => {
  const replaced = examples.map(withPlaceholders);
  const needsValue = ({ variables }: Example): boolean => PLACEHOLDER.test(variables ?? '');
  return [...replaced.filter((example) => !needsValue(example)), ...replaced.filter(needsValue)];
};

/** The first placeholder that is still in the variables of an operation; undefined when there is none. */
export const findPlaceholder = (variables: unknown): string | undefined =>
  PLACEHOLDER.exec(JSON.stringify(variables ?? null))?.[1];
