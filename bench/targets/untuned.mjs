/** Loaded before the gateway (`node --import`): takes the effect out of `src/memory.ts`, for `memory.mjs`. */
import { syncBuiltinESMExports } from 'node:module';
import v8 from 'node:v8';

const LARGE = 2 ** 20;
const { allocUnsafeSlow } = Buffer;

v8.setFlagsFromString = () => {};
syncBuiltinESMExports();
Buffer.allocUnsafeSlow = (size) => (size < LARGE ? allocUnsafeSlow(size) : Buffer.alloc(0));
