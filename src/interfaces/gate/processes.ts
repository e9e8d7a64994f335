import cluster, { type Worker } from 'node:cluster';
import { fileURLToPath } from 'node:url';
import { refuse } from '../../kernel/problem.ts';
import { type CertificateFetchSettings, publicCertificateFetch } from '../../outside/certificate-fetch.ts';
import type { CallPathSettings } from './call-path.ts';
import type { TlsSettings } from './tls.ts';

const whole = (name: string, value: string | undefined, fallback: number): number => {
  if (value === undefined || value === '') return fallback;
  const given = Number(value);
  return Number.isInteger(given) && given > 0 && given <= 65_535
    ? given
    : refuse('invalid-input', `${name}: '${value}' is no whole number.`, `Set ${name} to a number of 1 or more.`);
};

/** How many processes answer calls on this node: COMPLINE_GATE_PROCESSES; 1 is the server itself. */
export const gateProcesses = (): number => whole('COMPLINE_GATE_PROCESSES', process.env.COMPLINE_GATE_PROCESSES, 1);

/** The port on which several processes answer calls together: COMPLINE_GATE_PORT. */
export const gatePort = (): number => whole('COMPLINE_GATE_PORT', process.env.COMPLINE_GATE_PORT, 4621);

/** Where equipment may show its certificate: COMPLINE_GATE_TLS_CERTIFICATE, _KEY and _PORT (4622); null where nothing is set. */
export const tlsSettings = (): TlsSettings | null => {
  const { COMPLINE_GATE_TLS_CERTIFICATE: certificate, COMPLINE_GATE_TLS_KEY: key } = process.env;
  if (certificate === undefined && key === undefined) return null;
  if (certificate === undefined || key === undefined)
    return refuse(
      'invalid-input',
      `COMPLINE_GATE_TLS_${key === undefined ? 'KEY' : 'CERTIFICATE'}: missing beside the other.`,
      'Set both to PEM files, or neither.',
    );
  return { certificate, key, port: whole('COMPLINE_GATE_TLS_PORT', process.env.COMPLINE_GATE_TLS_PORT, 4622) };
};

/** Where certificates of strangers may be fetched: the public net, or this machine too for rehearsals. */
const fetchSettings = (): CertificateFetchSettings =>
  process.env.COMPLINE_CERTIFICATE_FETCH === 'public-and-loopback'
    ? { ...publicCertificateFetch, addresses: 'public-and-loopback' }
    : publicCertificateFetch;

/** A call waits a quarter of a second for its record, then it goes to the disk. */
const patienceMs = 250;

/** The server's own settings: it counts all accounts, or none where processes beside it do. */
export const serverSettings = (): CallPathSettings => {
  const processes = gateProcesses();
  return { place: { index: processes === 1 ? 0 : null, processes }, fetch: fetchSettings(), patienceMs };
};

/** The settings of a gate process, as the server that started it said. */
export const workerSettings = (): CallPathSettings => ({
  place: { index: Number(process.env.COMPLINE_GATE_INDEX ?? 0), processes: gateProcesses() },
  fetch: fetchSettings(),
  patienceMs,
});

// the command beside the bundle, installed or in a clone
const program = (): string => fileURLToPath(new URL('../bin/compline', import.meta.url));

/** Starts the processes that answer calls beside the server; one that ends is started again in its place. */
export const startGateProcesses = (complain: (line: string) => void): (() => Promise<void>) => {
  if (gateProcesses() === 1) return async () => {};
  cluster.setupPrimary({ exec: program(), args: ['gate-worker'] });
  let stopping = false;
  const living = new Map<number, Worker>();
  const begin = (index: number) => {
    const worker = cluster.fork({ COMPLINE_GATE_INDEX: String(index) });
    living.set(index, worker);
    worker.on('exit', (code) => {
      living.delete(index);
      if (stopping) return;
      complain(`compline: gate process ${index} ended (${code}); it is started again`);
      setTimeout(() => stopping || begin(index), 200);
    });
  };
  for (let index = 0; index < gateProcesses(); index += 1) begin(index);
  return async () => {
    stopping = true;
    const gone = [...living.values()].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of living.values()) worker.process.kill('SIGTERM');
    await Promise.all(gone);
  };
};
