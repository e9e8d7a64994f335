import { once } from 'node:events';
import type { ToolStreams } from '../../kernel/tool.ts';
import { answerHanded, callPath } from '../gate/call-path.ts';
import { tlsSettings, workerSettings } from '../gate/processes.ts';
import { open } from '../open.ts';

/** One of the processes that answer calls beside the server, until SIGTERM. The server starts it. */
export const gateWorker = async ({ complain }: ToolStreams): Promise<number> => {
  const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);
  process.on('SIGINT', () => {});
  const opened = await open(4);
  const path = callPath(opened.connections, workerSettings(), complain);
  await path.open();
  const close = answerHanded(path, tlsSettings(), complain);
  await stopping;
  await close();
  await path.close();
  await opened.close();
  return 0;
};
