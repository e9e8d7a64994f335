import type { Connections } from '../../db/connect.ts';
import { systemAsks, workOf } from '../../db/context.ts';
import { takeGateCalls } from '../../robocall/call-gate/call-records.ts';

/** Hands what the gate answered over to the call records of every carrier that wants it there. */
export const takeGates = async (connections: Connections): Promise<void> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').execute();
  for (const { id } of carriers)
    await takeGateCalls(await workOf(connections, systemAsks(id, 'call gate', Date.now())));
};
