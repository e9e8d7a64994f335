import { join } from 'node:path';
import { firstLink } from '../../carriers/sign-in/links/first-administrator.ts';
import { placeOf } from '../../carriers/sign-in/links/words.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { fetchList } from '../../outside/list-fetch.ts';
import { publicUrl } from '../../outside/public-url.ts';
import { realOutside } from '../../outside/real.ts';
import { callPath, listenWithTls } from '../gate/call-path.ts';
import { keepTrustFresh, trustSources } from '../gate/fetch-trust.ts';
import { gateProcesses, serverSettings, startGateProcesses, tlsSettings } from '../gate/processes.ts';
import { serverWith } from '../http/server.ts';
import { trustedProxies } from '../http/trusted-proxies.ts';
import { work } from '../jobs/work.ts';
import { open } from '../open.ts';
import { sipWhereAsked } from '../sip/serve.ts';
import { listenWhereAsked } from '../smtp/serve.ts';
import { playOnFirstStart } from './demo.ts';

const port = (): number => Number(process.env.COMPLINE_PORT ?? 4620);
const host = (): string => process.env.COMPLINE_HOST ?? '127.0.0.1';

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });

/** Serves until SIGTERM: database up, listening, then the demo carriers on the first start. */
export const serve = async (streams: ToolStreams): Promise<number> => {
  const { write, complain } = streams;
  // settings that are wrong are told before anything starts
  const [sources, tls] = [trustSources(), tlsSettings()];
  trustedProxies();
  const stopping = stopSignal();
  const opened = await open(16);
  const calls = callPath(opened.connections, serverSettings(), complain);
  // before anything listens: an emergency call never meets a gate that is still opening
  const gate = await calls.open();
  const app = await serverWith(opened.connections, calls);
  try {
    await app.listen({ port: port(), host: host() });
  } catch (error) {
    await calls.close();
    await opened.close();
    complain(
      `compline: cannot listen on ${host()}:${port()}: ${error instanceof Error ? error.message : String(error)}. Another Compline may be running; set COMPLINE_PORT.`,
    );
    return 3;
  }
  const address = `http://${host()}:${port()}/`;
  await write(`Compline listens on ${address}  (database: ${opened.how}; data: ${opened.connections.dataFolder})\n`);
  const first = await firstLink(opened.connections, Date.now());
  if (first !== null)
    await write(
      `Nobody administers a carrier here yet. Become the first at ${publicUrl() ?? `http://${host()}:${port()}`}${placeOf.first}#${first}  (once, within seven days)\n`,
    );
  const stopGates = await startGateProcesses(host(), tls, complain);
  // where processes beside this one answer calls, they listen with TLS too
  const own = gateProcesses() === 1 ? tls : null;
  const closeTls = await listenWithTls(calls, host(), own, complain);
  const sip = await sipWhereAsked(gate, host(), streams);
  const worker = work(opened.connections, realOutside(), complain);
  const mail = await listenWhereAsked(opened.connections, host(), streams);
  await write('Stop with Ctrl-C.\n');
  const stopTrust = keepTrustFresh(join(opened.connections.dataFolder, 'trust'), sources, fetchList, complain);
  let stopped = false;
  const demo = playOnFirstStart(opened.connections, streams, publicUrl() ?? address, () => stopped);
  await stopping;
  stopped = true;
  await stopGates();
  await closeTls();
  await sip?.close();
  stopTrust();
  await app.close();
  await mail?.stop();
  await worker.stop();
  await opened.close();
  await demo;
  return 0;
};
