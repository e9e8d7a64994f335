import { spawnSync } from 'node:child_process';

/** For tests: the programs that this machine lacks, with the Debian package of each; empty when all are there. */
export function missingPrograms(packages: Readonly<Record<string, string>>): string {
  return Object.entries(packages)
    .filter(([program]) => spawnSync(program, ['-v']).error !== undefined)
    .map(([program, debian]) => `${program} (Debian package ${debian})`)
    .join(', ');
}
