import { boolean, type FieldReader } from '../fields.ts';

const KINDS = ['voice', 'sms', 'mms', 'fax'] as const;
type Kind = (typeof KINDS)[number];

/** The capabilities of a number. Null where Twilio sends no value. */
export type Capabilities = Readonly<
  Record<
    Kind | `${Kind}Inbound` | `${Kind}Outbound` | `restriction${Capitalize<Kind>}Domestic`,
    boolean | null
  >
> & { readonly sipTrunking: boolean | null };

/** `inbound && outbound`. Null when that depends on one that is unknown. */
function both(inbound: boolean | null, outbound: boolean | null): boolean | null {
  if (inbound === false || outbound === false) return false;
  return inbound === null || outbound === null ? null : true;
}

/**
 * Reads the capabilities of a number. Twilio's schema names `voice sms mms fax`. Its responses have thirteen other keys
 * (`voice_inbound`, `restriction_voice_domestic`, `sip_trunking`, …), and the incoming-number API writes `SMS` and `MMS`. Where
 * a plain key is absent, its value follows from the two directions.
 */
export const capabilities: FieldReader<Capabilities> = (value, report) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    if (value !== null && value !== undefined) report();
    return null;
  }
  const keys = new Map(Object.entries(value).map(([key, entry]) => [key.toLowerCase(), entry as unknown]));
  const read = (key: string) => boolean(keys.get(key), report);
  const entries = KINDS.flatMap((kind): [string, boolean | null][] => {
    const inbound = read(`${kind}_inbound`);
    const outbound = read(`${kind}_outbound`);
    const name = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
    return [
      [kind, read(kind) ?? both(inbound, outbound)],
      [`${kind}Inbound`, inbound],
      [`${kind}Outbound`, outbound],
      [`restriction${name}Domestic`, read(`restriction_${kind}_domestic`)],
    ];
  });
  return { ...Object.fromEntries(entries), sipTrunking: read('sip_trunking') } as Capabilities;
};
