import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { refuse } from '../../kernel/problem.ts';
import { type CertificateFetchSettings, publicCertificateFetch } from '../../outside/certificate-fetch.ts';
import type { CallPathSettings } from './call-path.ts';
import { type HandingOut, handingOut } from './hand-out.ts';
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

type Complain = (line: string) => void;

/**
 * Threads on which a gate process signs, unless the operator set them: its share of the processors, for more only wake each other. Two
 * at least: names are looked up there too, and never on more than half of them.
 */
const signingThreads = (): string =>
  process.env.UV_THREADPOOL_SIZE ?? String(Math.max(2, Math.ceil(availableParallelism() / gateProcesses())));

/** Listens where calls come in; what cannot be listened on is told. */
const listenAt = async (
  handing: HandingOut,
  host: string,
  tls: TlsSettings | null,
  complain: Complain,
): Promise<void> => {
  const ports = [{ host, port: gatePort(), spoken: 'plain' } as const];
  const all = tls === null ? ports : [...ports, { host, port: tls.port, spoken: 'tls' } as const];
  for (const where of all)
    await handing
      .listen(where)
      .catch((error) =>
        complain(`compline: calls cannot be taken on ${host}:${where.port}: ${error}. Set COMPLINE_GATE_PORT.`),
      );
};

/** Starts the processes that answer calls beside the server; one that ends is started again in its place. */
export const startGateProcesses = async (
  host: string,
  tls: TlsSettings | null,
  complain: Complain,
): Promise<() => Promise<void>> => {
  if (gateProcesses() === 1) return async () => {};
  const handing = handingOut();
  let stopping = false;
  const living = new Map<number, ChildProcess>();
  const begin = (index: number) => {
    const env = { ...process.env, COMPLINE_GATE_INDEX: String(index), UV_THREADPOOL_SIZE: signingThreads() };
    const worker = fork(program(), ['gate-worker'], { env });
    living.set(index, worker);
    handing.handTo(worker);
    worker.on('exit', (code, signal) => {
      living.delete(index);
      if (stopping) return;
      complain(`compline: gate process ${index} ended (${code ?? signal}); it is started again`);
      setTimeout(() => stopping || begin(index), 200);
    });
  };
  for (let index = 0; index < gateProcesses(); index += 1) begin(index);
  await listenAt(handing, host, tls, complain);
  return async () => {
    stopping = true;
    handing.close();
    const gone = [...living.values()].map((worker) => new Promise((resolve) => worker.once('exit', resolve)));
    for (const worker of living.values()) worker.kill('SIGTERM');
    await Promise.all(gone);
  };
};
