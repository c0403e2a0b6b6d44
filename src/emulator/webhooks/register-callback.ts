import type { AccountState } from '../state/account-state.ts';
import { targetOf } from './target.ts';

/**
 * Makes `url` the callback URL of every Service that has none on this machine. URLs elsewhere are never called, so nothing
 * is lost. `date_updated` does not change, as no request changed the Service.
 */
export function registerCallback({ store }: AccountState, url: string): void {
  for (const service of store.services) {
    const { record } = service;
    if (record.callback_url !== null && targetOf(record.callback_url) !== null) continue;
    store.changeService(service, { ...record, callback_url: url });
  }
}
