import { totalmem } from 'node:os';
import { port } from './socket-folder.ts';

const gibibyte = 2 ** 30;

/**
 * The server's settings, given on its command line at every start so that a new version of Compline brings its own.
 * Chosen for a small machine that keeps evidence: nothing acknowledged is ever lost, memory stays small.
 */
export const settings = (socketFolder: string): readonly string[] => {
  const roomy = totalmem() >= 4 * gibibyte;
  const values = {
    listen_addresses: '',
    port,
    unix_socket_directories: socketFolder,
    unix_socket_permissions: '0700',
    max_connections: 60,
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    shared_buffers: roomy ? '256MB' : '128MB',
    effective_cache_size: roomy ? '2GB' : '512MB',
    work_mem: '8MB',
    maintenance_work_mem: '64MB',
    wal_compression: 'on',
    max_wal_size: '1GB',
    checkpoint_timeout: '10min',
    checkpoint_completion_target: 0.9,
    random_page_cost: 1.1,
    // compiling costs more than our short queries take
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    cluster_name: 'compline',
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
};

/** What the server sees of our environment: no PG variables, no secrets, messages in English. */
export const environment = (libraries: string | null): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(libraries === null ? {} : { LD_LIBRARY_PATH: libraries, DYLD_LIBRARY_PATH: libraries }),
});
