import { stopEmbedded } from '../../db/embedded/stop.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { dataFolder } from '../open.ts';

/** Stops the embedded server of this data folder. */
export const stop = async ({ write }: ToolStreams): Promise<number> => {
  await write(`The embedded database of ${dataFolder()}: ${await stopEmbedded(dataFolder())}.\n`);
  return 0;
};
