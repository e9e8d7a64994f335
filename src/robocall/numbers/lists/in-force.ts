import { type Kysely, sql } from 'kysely';
import type { Database } from '../../../db/tables.ts';
import { type Blocks, blocksFromBytes } from '../blocks.ts';
import type { Listed, ScreeningLists } from '../screening.ts';

type Kept = {
  readonly kind: 'do-not-originate' | 'invalid' | 'unallocated' | 'held' | 'emergency';
  readonly source: string;
  readonly versionOn: string;
  readonly bytes: Buffer | null;
};

/**
 * The lists of a carrier that are in force, for the gate: read through the platform's connection in one statement, sixteen bytes a
 * block. Who has a right to a number is the gate's own to know (`assigned`).
 */
export const listsInForce = async (
  db: Kysely<Database>,
  carrierId: string,
): Promise<Omit<ScreeningLists, 'assigned'>> => {
  const { rows } = await sql<Kept>`
    select l.kind, l.source, l.version_on::text as "versionOn",
      (select string_agg(int8send(b.first_number) || int8send(b.last_number), ''::bytea)
       from number_list_block b where b.carrier_id = l.carrier_id and b.list_id = l.id) as bytes
    from number_list l
    where l.carrier_id = ${carrierId}::uuid and l.in_force_at is not null and l.replaced_at is null
    order by l.kind, l.source`.execute(db);
  const sets = rows.map(({ kind, source, versionOn, bytes }) => ({
    kind,
    source: `${source} of ${versionOn}`,
    numbers: blocksFromBytes(bytes ?? Buffer.alloc(0)),
  }));
  const ofKind = (kind: Kept['kind']): readonly (Listed & { readonly numbers: Blocks })[] =>
    sets.filter((set) => set.kind === kind);
  const emergency = ofKind('emergency').map(({ numbers }) => numbers);
  return {
    doNotOriginate: ofKind('do-not-originate'),
    invalid: ofKind('invalid'),
    unallocated: ofKind('unallocated'),
    held: ofKind('held'),
    emergency: { has: (number) => emergency.some((numbers) => numbers.has(number)) },
  };
};
