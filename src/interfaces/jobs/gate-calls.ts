import type { Connections } from '../../db/connect.ts';
import { takeGateCalls } from '../../robocall/call-gate/call-records.ts';
import { eachCarrier } from './each-carrier.ts';

/** Hands what the gate answered over to the call records of every carrier that wants it there. */
export const takeGates = (connections: Connections, complain: (line: string) => void): Promise<void> =>
  eachCarrier(connections, { name: 'call gate', now: Date.now(), complain }, takeGateCalls);
