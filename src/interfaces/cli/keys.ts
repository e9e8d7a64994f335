import { issueKey, type KeyHolder, revokeKey } from '../../carriers/staff/keys.ts';
import { refuse } from '../../kernel/problem.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { operatorAsks, optionsOf, rolesOf, withInstallation } from './installation.ts';

const keysUsage = 'compline keys create --carrier ID (--person EMAIL | --machine NAME) --roles ROLE,ROLE [--days N]';
const revokeUsage = 'compline keys revoke --carrier ID --key ID';

const longest = 730;

const daysOf = (text: string): number => {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= longest
    ? days
    : refuse('invalid-input', `--days: '${text}' is not a number of days.`, `Give 1 to ${longest}.`);
};

const holderOf = (options: ReadonlyMap<string, string>): KeyHolder => {
  const person = options.get('person');
  const machine = options.get('machine');
  if (person !== undefined && machine === undefined) return { person };
  if (machine !== undefined && machine !== '' && person === undefined) return { machine };
  return refuse('invalid-input', 'A key belongs to one person or one machine.', `Usage: ${keysUsage}`);
};

/** `compline keys create`: an API key whose secret is printed this once. */
export const create = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async (connections) => {
    const options = optionsOf(args, ['carrier', 'roles'], ['person', 'machine', 'days'], keysUsage);
    const roles = rolesOf(options.get('roles') ?? '');
    const days = daysOf(options.get('days') ?? '365');
    const asking = operatorAsks(options.get('carrier') ?? '');
    const { id, secret, expiresAt } = await issueKey(connections, asking, { holder: holderOf(options), roles, days });
    await streams.write(`${JSON.stringify({ id, secret, roles, expiresAt: new Date(expiresAt).toISOString() })}\n`);
    streams.complain('The secret is shown this once; only its hash is kept.');
    return 0;
  });

/** `compline keys revoke`: ends a key at once. */
export const revoke = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async (connections) => {
    const options = optionsOf(args, ['carrier', 'key'], [], revokeUsage);
    const id = options.get('key') ?? '';
    if (!/^[0-9a-f-]{36}$/.test(id))
      refuse(
        'invalid-input',
        `--key: '${id}' is no key's id.`,
        'Give the id that `keys create` printed, not the secret.',
      );
    await revokeKey(connections, operatorAsks(options.get('carrier') ?? ''), id);
    await streams.write(`${JSON.stringify({ id, revoked: true })}\n`);
    return 0;
  });
