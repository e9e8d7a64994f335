// A mailbox of Debian's dovecot-imapd on the loopback: a private instance in a temporary folder.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

const program = '/usr/sbin/dovecot';

/** Whether this machine has it; a test that lacks it skips, naming the package. */
export const hasDovecot = existsSync(program);

export type TestMailbox = {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Puts a message into the mailbox as received at an instant (RFC 3339). */
  deliver(message: string, at: string): void;
  /** File names in the mailbox with their flags, as Maildir keeps them. */
  seen(): { readonly seen: number; readonly unseen: number };
  /** Gives every message a new UID, as a restored or rebuilt mailbox does. */
  rebuild(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('error', () => resolve(false));
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
  });

const password = 'correct-horse';

/** Dovecot gives mail to nobody but an ordinary user; started by root it becomes one. */
const mailUser = (): { name: string; uid: number; gid: number } => {
  if (process.getuid?.() !== 0) return { name: userInfo().username, uid: userInfo().uid, gid: userInfo().gid };
  const number = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { name: 'nobody', uid: number('-u'), gid: number('-g') };
};

const configuration = (folder: string, port: number, { name, uid, gid }: ReturnType<typeof mailUser>): string => `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = ${name}
default_login_user = ${name}
default_internal_group = ${execFileSync('id', ['-gn', name], { encoding: 'utf8' }).trim()}
first_valid_uid = ${uid}
first_valid_gid = ${gid}
mail_location = maildir:${folder}/mail
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
}
service anvil {
  chroot =
}
`;

export const mailbox = async (): Promise<TestMailbox> => {
  const folder = mkdtempSync(join(tmpdir(), 'compline-mailbox-'));
  const who = mailUser();
  const port = await freePort();
  const places = ['', 'run', 'state', 'home', 'mail', 'mail/new', 'mail/cur', 'mail/tmp'];
  for (const place of places) {
    mkdirSync(join(folder, place), { recursive: true });
    if (process.getuid?.() === 0) chownSync(join(folder, place), who.uid, who.gid);
  }
  writeFileSync(join(folder, 'dovecot.conf'), configuration(folder, port, who));
  let server: ChildProcess | null = null;
  let delivered = 0;
  const start = async (): Promise<void> => {
    server = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' });
    for (const until = Date.now() + 20_000; !(await answers(port)); ) {
      if (Date.now() > until) throw new Error('dovecot does not answer');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const stop = async (): Promise<void> => {
    const running = server;
    if (running === null) return;
    server = null;
    await new Promise<void>((resolve) => {
      running.once('exit', () => resolve());
      running.kill('SIGTERM');
    });
  };
  await start();
  return {
    port,
    user: 'returns',
    password,
    deliver(message, at) {
      delivered += 1;
      const file = join(folder, 'mail', 'new', `${delivered}.M${delivered}.host`);
      writeFileSync(file, message);
      if (process.getuid?.() === 0) chownSync(file, who.uid, who.gid);
      utimesSync(file, new Date(at), new Date(at));
    },
    seen() {
      const files = ['new', 'cur'].flatMap((place) => readdirSync(join(folder, 'mail', place)));
      const seen = files.filter((name) => /:2,\w*S/.test(name)).length;
      return { seen, unseen: files.length - seen };
    },
    async rebuild() {
      await stop();
      for (const name of readdirSync(join(folder, 'mail')))
        if (name.startsWith('dovecot')) rmSync(join(folder, 'mail', name), { recursive: true });
      await start();
    },
    stop,
    start,
    async remove() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
