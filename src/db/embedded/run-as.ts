import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { refuse } from '../../kernel/problem.ts';
import { type Binaries, useDatabaseUrl } from './find-binaries.ts';
import { canReach, type User } from './reach.ts';

/**
 * As whom PostgreSQL runs, which refuses root and users without a name: as ourselves, as another user, or as ourselves
 * under another's name (a user namespace). `user` is who the kernel checks and who owns the files.
 */
export type RunAs =
  | { readonly how: 'self'; readonly user: User }
  | { readonly how: 'setuid'; readonly user: User }
  | { readonly how: 'namespace'; readonly user: User; readonly seen: User };

type Named = User & { readonly name: string };

const people = (): readonly Named[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);

const nobody = (): Named | undefined => people().find(({ name }) => name === 'nobody');

const namespaceArguments = (seen: User): readonly string[] => [
  '-U',
  `--map-user=${seen.uid}`,
  `--map-group=${seen.gid}`,
  '--',
];

const inNamespace = (user: User): RunAs | null => {
  const seen = nobody() ?? people()[0];
  if (process.platform !== 'linux' || seen === undefined) return null;
  const tried = spawnSync('unshare', [...namespaceArguments(seen), 'true'], { stdio: 'ignore' });
  return tried.status === 0 ? { how: 'namespace', user, seen } : null;
};

const asUser = (user: User | undefined): RunAs | null => (user === undefined ? null : { how: 'setuid', user });

// root keeps to the one who owns the data already, so that he can still use it himself
const forRoot = (folder: string, cluster: string): readonly (() => RunAs | null)[] => {
  const namespace = () => inNamespace({ uid: 0, gid: 0 });
  const owner = statSync(existsSync(cluster) ? cluster : folder);
  if (owner.uid !== 0)
    return [() => asUser(people().find(({ uid }) => uid === owner.uid)), namespace, () => asUser(nobody())];
  return existsSync(cluster) ? [namespace, () => asUser(nobody())] : [() => asUser(nobody()), namespace];
};

const forOurselves = (user: User, cluster: string): RunAs => {
  if (existsSync(cluster) && statSync(cluster).uid !== user.uid)
    return refuse(
      'unavailable',
      `The database in ${cluster} belongs to another user of this machine.`,
      'Run compline as the user who first started it, or choose another folder with COMPLINE_DATA.',
    );
  try {
    userInfo();
    return { how: 'self', user };
  } catch {
    return (
      inNamespace(user) ??
      refuse(
        'unavailable',
        `PostgreSQL does not run as user ${user.uid}, who has no line in /etc/passwd.`,
        `Give that user a name, or: ${useDatabaseUrl}`,
      )
    );
  }
};

/** Chooses as whom PostgreSQL runs on this data and these binaries; refuses when nobody suitable can reach both. */
export const chooseRunAs = (binaries: Binaries, folder: string, cluster: string): RunAs => {
  const user = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  if (user.uid !== 0) return forOurselves(user, cluster);
  const places = [folder, join(binaries.folder, 'native', 'bin'), join(binaries.folder, 'native', 'lib')];
  for (const candidate of forRoot(folder, cluster)) {
    const runAs = candidate();
    if (runAs !== null && places.every((place) => canReach(place, runAs.user))) return runAs;
  }
  return refuse(
    'unavailable',
    `PostgreSQL does not run as root, and no other user can reach both ${folder} and ${binaries.folder}.`,
    `Run compline as an ordinary user (docker: --user node), allow 'unshare -U', or: ${useDatabaseUrl}`,
  );
};

/** A program of the package, dressed so that it runs as chosen: for `spawn`. */
export const commandAs = (runAs: RunAs, program: string, programArguments: readonly string[]) => {
  if (runAs.how === 'namespace')
    return { file: 'unshare', arguments: [...namespaceArguments(runAs.seen), program, ...programArguments], user: {} };
  return { file: program, arguments: [...programArguments], user: runAs.how === 'setuid' ? runAs.user : {} };
};
