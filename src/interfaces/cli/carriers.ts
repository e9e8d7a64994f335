import { createCarrier } from '../../carriers/create.ts';
import { carrierKind } from '../../carriers/record.ts';
import { randomIds } from '../../kernel/id.ts';
import { refuse } from '../../kernel/problem.ts';
import { zone } from '../../kernel/time.ts';
import type { ToolStreams } from '../../kernel/tool.ts';
import { operatorAsks, optionsOf, withInstallation } from './installation.ts';

const createUsage =
  'compline carriers create --name NAME --short-name NAME --kind lec|interexchange|cmrs|interconnected-voip --zone ZONE --address TEXT --contact TEXT [--filer-id ID] [--frn FRN]';

const kindOf = (word: string): (typeof carrierKind.options)[number] =>
  carrierKind.options.find((kind) => kind === word) ??
  refuse('invalid-input', `--kind: '${word}' is no kind of carrier.`, `Kinds: ${carrierKind.options.join(', ')}.`);

const carrierFrom = (options: ReadonlyMap<string, string>) => {
  const text = (name: string): string => options.get(name) ?? '';
  if (zone(text('zone')) === null)
    refuse('invalid-input', `--zone: '${text('zone')}' is no time zone.`, 'Use a name such as America/Chicago.');
  return {
    name: text('name'),
    shortName: text('short-name'),
    kind: kindOf(text('kind')),
    zone: text('zone'),
    address: text('address'),
    contact: text('contact'),
    filerId: options.get('filer-id') ?? null,
    frn: options.get('frn') ?? null,
    demo: false,
    clock: null,
  };
};

/** `compline carriers create`: founds a carrier and prints its id. */
export const create = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async (connections) => {
    const needed = ['name', 'short-name', 'kind', 'zone', 'address', 'contact'];
    const carrier = carrierFrom(optionsOf(args, needed, ['filer-id', 'frn'], createUsage));
    const id = await createCarrier(connections, operatorAsks(randomIds(Date.now())()), carrier);
    await streams.write(`${JSON.stringify({ id, name: carrier.name })}\n`);
    return 0;
  });

/** `compline carriers list`: one carrier a line. */
export const list = (args: readonly string[], streams: ToolStreams): Promise<number> =>
  withInstallation(streams, async ({ platform }) => {
    optionsOf(args, [], [], 'compline carriers list');
    const columns = ['id', 'name', 'shortName', 'kind', 'zone', 'demo'] as const;
    const carriers = await platform.selectFrom('carrier').select(columns).orderBy('name').execute();
    for (const carrier of carriers) await streams.write(`${JSON.stringify(carrier)}\n`);
    return 0;
  });
