// Real telephony from Debian packages: Kamailio as the switches, sipp as who calls and who answers. Every port is a free one.
import { type ChildProcess, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { missingPrograms } from '../src/documents/system-programs.ts';

const kamailio = '/usr/sbin/kamailio';
const modules: Readonly<Record<string, string>> = {
  'secsipid.so': 'kamailio-secsipid-modules',
  'http_client.so': 'kamailio-utils-modules',
  'jansson.so': 'kamailio-extra-modules',
};

const has = (module: string): boolean =>
  readdirSync('/usr/lib').some((folder) => existsSync(join('/usr/lib', folder, 'kamailio', 'modules', module)));

/** The programs and modules that this machine lacks, with the Debian package of each; '' when all are there. */
export const missingTelephony = (): string =>
  [
    missingPrograms({ sipp: 'sip-tester', [kamailio]: 'kamailio' }),
    ...Object.entries(modules).flatMap(([module, debian]) =>
      existsSync('/usr/lib') && has(module) ? [] : [`${module} (Debian package ${debian})`],
    ),
  ]
    .filter((part) => part !== '')
    .join(', ');

/** A UDP port that nobody uses now. */
export const freeUdpPort = async (): Promise<number> => {
  const socket = createSocket('udp4');
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((closed) => socket.close(() => closed()));
  return port;
};

/** How many calls of a run went as its scenario says, and what the calling side saw go wrong. */
export type Ran = { readonly successful: number; readonly failed: number; readonly said: string };

export type Telephony = {
  readonly folder: string;
  /** Starts a Kamailio of a configuration, with its definitions; answers once it takes messages. */
  switchOf(configuration: string, port: number, definitions: Readonly<Record<string, string>>): Promise<void>;
  /** Starts who answers calls. */
  answerer(port: number): Promise<void>;
  /** Places calls from one number to another by a scenario: so many, so many a second. */
  call(scenario: string, to: number, call: { from: string; called: string; calls: number; rate: number }): Promise<Ran>;
  /** What the switches and the answering side told; for the message of a test that fails. */
  logs(): string;
  close(): Promise<void>;
};

const ended = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(late);
};

const answersOptions = async (port: number): Promise<boolean> => {
  const socket = createSocket('udp4');
  const heard = once(socket, 'message').then(() => true);
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const via = `Via: SIP/2.0/UDP 127.0.0.1:${socket.address().port};branch=z9hG4bK${Math.random()}`;
  const lines = ['From: <sip:t@t>;tag=1', 'To: <sip:t@t>', `Call-ID: ${Math.random()}`, 'CSeq: 1 OPTIONS'];
  const message = [`OPTIONS sip:t@127.0.0.1 SIP/2.0`, via, ...lines, 'Max-Forwards: 9', 'Content-Length: 0', '', ''];
  socket.send(message.join('\r\n'), port, '127.0.0.1');
  const answer = await Promise.race([heard, sleep(250, false)]);
  await new Promise<void>((closed) => socket.close(() => closed()));
  return answer;
};

/** Opens a place for them, in which they trust these authorities (PEM) of the web. */
export const telephony = (webAuthorities: readonly string[]): Telephony => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-telephony-'));
  const environment = { SSL_CERT_FILE: join(folder, 'web-authorities.pem') };
  writeFileSync(environment.SSL_CERT_FILE, webAuthorities.join(''));
  const children: ChildProcess[] = [];
  let log = '';
  const started = (program: string, args: readonly string[]): ChildProcess => {
    const options = { cwd: folder, env: { ...process.env, ...environment } };
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stderr.on('data', (text) => {
      log = `${log}${text}`.slice(-20_000);
    });
    child.stdout.resume();
    children.push(child);
    return child;
  };
  return {
    folder,
    async switchOf(configuration, port, definitions) {
      const run = join(folder, `run-${port}`);
      mkdirSync(run);
      const all = { LISTEN: `udp:127.0.0.1:${port}`, ...definitions };
      const defined = Object.entries(all).flatMap(([name, value]) => ['-A', `${name}=${value}`]);
      const place = ['-DD', '-E', '-m', '256', '-M', '16', '-P', join(run, 'pid'), '-Y', run];
      const child = started(kamailio, ['-f', resolve(configuration), ...place, ...defined]);
      const until = performance.now() + 20_000;
      while (!(await answersOptions(port)))
        if (child.exitCode !== null || performance.now() > until) throw new Error(`Kamailio does not answer: ${log}`);
    },
    async answerer(port) {
      const scenario = resolve('test/fixtures/sip/answers.xml');
      started('sipp', ['-sf', scenario, '-i', '127.0.0.1', '-p', String(port), '-l', '15000', '-nostdin']);
      await sleep(500);
    },
    async call(scenario, to, { from, called, calls, rate }) {
      const port = await freeUdpPort();
      const [numbers, figures] = [join(folder, `numbers-${port}.csv`), join(folder, `figures-${port}.csv`)];
      writeFileSync(numbers, `SEQUENTIAL\n${from};${called}\n`);
      const where = ['-i', '127.0.0.1', '-p', String(port), `127.0.0.1:${to}`];
      const how = ['-m', String(calls), '-r', String(rate), '-l', '10000', '-timeout', '120', '-nostdin'];
      const told = [
        '-trace_stat',
        '-stf',
        figures,
        '-fd',
        '1',
        '-trace_err',
        '-error_file',
        join(folder, 'errors.log'),
      ];
      const child = started('sipp', [
        '-sf',
        resolve('test/fixtures/sip', scenario),
        '-inf',
        numbers,
        ...where,
        ...how,
        ...told,
      ]);
      await once(child, 'exit');
      const [names = '', ...rows] = readFileSync(figures, 'utf8').trim().split('\n');
      const last = rows.at(-1)?.split(';') ?? [];
      const figure = (name: string): number => Number(last[names.split(';').indexOf(name)]);
      const errors = join(folder, 'errors.log');
      const said = existsSync(errors) ? readFileSync(errors, 'utf8').slice(0, 6000) : '';
      return { successful: figure('SuccessfulCall(C)'), failed: figure('FailedCall(C)'), said };
    },
    logs: () => log,
    async close() {
      await Promise.all(children.map(ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
