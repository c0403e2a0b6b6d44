import type { ProxyPoolCrowdedArgs, Resolvers } from '../graphql/generated.ts';
import { derived } from '../graphql/list-resolvers.ts';
import { crowdedNumbers, type PoolModel } from '../graphql/pool.ts';
import { badUserInput } from '../errors/gateway-error.ts';
import { checkingArguments } from '../planner/define-field.ts';

const DEFAULT_ABOVE = 50;

function checkAbove({ above }: Partial<ProxyPoolCrowdedArgs>): void {
  if (typeof above !== 'number' || above >= 0) return;
  throw badUserInput(`Argument "above" must be 0 or more, but got: ${above}.`);
}

export const poolResolvers = {
  ProxyPool: {
    crowded: checkingArguments(
      checkAbove,
      derived((pool: PoolModel, { above }: Partial<ProxyPoolCrowdedArgs>) =>
        crowdedNumbers(pool, above ?? DEFAULT_ABOVE),
      ),
    ),
  },
} satisfies Resolvers;
