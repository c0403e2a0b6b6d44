import { backOfficeSeed, closedSids, serviceSid } from '../../support/back-office.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';
import { key } from './first-sessions.ts';

/** A Service of 650 Sessions. Of its pages of 100 the last three have no closed Session. */
export const startLargeService = (): Promise<TestGateway> =>
  startGateway({
    emulator: { seed: backOfficeSeed },
    env: { GATEWAY_AUTH: 'api-key', GATEWAY_API_KEYS: key },
  });

/** The ids of its closed Sessions, newest first. */
export const closedIds = closedSids.map((sid) => `${serviceSid}-${sid}`);

export { serviceSid as largeServiceSid };
