import type { Connections } from '../../db/connect.ts';
import { systemAsks, type Work, workOf } from '../../db/context.ts';
import { told } from './perform.ts';

/**
 * Does something for every carrier in the name of the system; what fails at one is told and holds up no other. `name` stands in evidence as
 * who did it.
 */
export const eachCarrier = async (
  connections: Connections,
  { name, now, complain }: { readonly name: string; readonly now: number; complain(line: string): void },
  run: (work: Work) => Promise<unknown>,
): Promise<void> => {
  const carriers = await connections.platform.selectFrom('carrier').select('id').orderBy('id').execute();
  for (const { id } of carriers)
    try {
      await run(await workOf(connections, systemAsks(id, name, now)));
    } catch (error) {
      complain(`compline: ${name} of carrier ${id} failed, will be tried again: ${told(error)}`);
    }
};
