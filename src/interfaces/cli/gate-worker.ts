import { once } from 'node:events';
import type { ToolStreams } from '../../kernel/tool.ts';
import { callPath } from '../gate/call-path.ts';
import { gatePort, workerSettings } from '../gate/processes.ts';
import { open } from '../open.ts';

/** One of the processes that answer calls beside the server, until SIGTERM. The server starts it. */
export const gateWorker = async ({ complain }: ToolStreams): Promise<number> => {
  const stopping = Promise.race([once(process, 'SIGTERM'), once(process, 'disconnect')]);
  process.on('SIGINT', () => {});
  const opened = await open(4);
  const path = callPath(opened.connections, workerSettings(), complain);
  await path.open();
  const server = path.listener((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"here":"the call gate alone"}');
  });
  server.listen(gatePort(), process.env.COMPLINE_HOST ?? '127.0.0.1');
  await once(server, 'listening');
  await stopping;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await path.close();
  await opened.close();
  return 0;
};
