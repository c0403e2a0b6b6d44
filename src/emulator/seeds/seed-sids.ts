import { sidFor } from '../state/sids.ts';

/** The default SIDs of seeded records. */
export const seedSids = {
  service: (uniqueName: string): string => sidFor('KS', uniqueName),
  session: (service: string, session: string): string => sidFor('KC', `${service}/${session}`),
  participant: (service: string, session: string, identifier: string): string =>
    sidFor('KP', `${service}/${session}/${identifier}`),
  interaction: (service: string, session: string, position: number): string =>
    sidFor('KI', `${service}/${session}/${position}`),
  phoneNumber: (number: string): string => sidFor('PN', number),
  shortCode: (country: string, code: string): string => sidFor('SC', `${country}/${code}`),
};
