import { z } from 'zod';
import { told, toldOrNull } from '../../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../../db/context.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation, type Role } from '../../../kernel/operation.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { zone } from '../../../kernel/time.ts';
import { record } from '../../../ledger/record.ts';
import { columnsIn } from '../cdr/columns.ts';
import { formatNamed, formats } from '../cdr/formats.ts';
import { mappingFile } from '../cdr/mapping.ts';
import { callSourceRow } from './record.ts';

const maySee: readonly Role[] = ['network', 'compliance', 'officer', 'auditor'];

const readable = ({
  format: name,
  zone: zoneName,
  columns,
  mapping,
}: {
  readonly format: string;
  readonly zone: string | null;
  readonly columns: string | null;
  readonly mapping: z.output<typeof mappingFile>;
}) => {
  const format =
    formatNamed(name) ??
    refuse(
      'invalid-input',
      `format: '${name}' is none that is read.`,
      `One of ${formats.map((one) => one.name).join(', ')}.`,
    );
  if (format.zone === 'needed' && zoneName === null)
    refuse(
      'invalid-input',
      `zone: ${name} writes the wall clock of the switch.`,
      'Give its zone, such as America/New_York.',
    );
  if (zoneName !== null && zone(zoneName) === null)
    refuse('invalid-input', `zone: '${zoneName}' is no zone.`, 'Give an IANA name, such as America/New_York or UTC.');
  if (name === 'mapped' && mapping.columns === null)
    refuse(
      'invalid-input',
      'mapping.columns: missing.',
      'Say which column is which field: docs/guide/call-records.md.',
    );
  if (columns !== null && columnsIn(columns) === null)
    refuse('invalid-input', 'columns: it names no columns.', 'Give a template, a configuration line or a list.');
};

export const addCallSource = operation({
  http: 'POST /v1/call-sources',
  says: 'Name a switch whose call records come here: their format, the zone of its wall clock, its columns where they are its own',
  law: ['47 U.S.C. 222(c)(1)'],
  may: ['network'],
  by: 'person',
  takes: callSourceRow.pick({ name: true, format: true }).extend({
    zone: z.string().nullable().default(null),
    columns: z.string().nullable().default(null),
    mapping: mappingFile.default(mappingFile.parse({})),
  }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { name, format, zone: zoneName, columns, mapping }) {
    readable({ format, zone: zoneName, columns, mapping });
    const sourceId = ctx.id();
    const row = {
      id: sourceId,
      name,
      format,
      zone: zoneName,
      columns,
      mapping: asJson(mapping),
      fromAt: ctx.at,
      endedAt: null,
    };
    const added = await ctx.tx
      .insertInto('callSource')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (added === undefined) refuse('already-exists', `name: '${name}' is a source already.`, 'End that source first.');
    await record(ctx, {
      kind: 'calls.source-added',
      subject: `call-source:${sourceId}`,
      happenedAt: ctx.at,
      facts: { name, format, zone: zoneName, columns, mapping },
    });
    return { id: sourceId };
  },
});

export const endCallSource = operation({
  http: 'POST /v1/call-sources/{sourceId}:end',
  says: 'Take no more files of a source; what came stays',
  law: [],
  may: ['network'],
  by: 'person',
  takes: z.strictObject({ sourceId: id, reason: z.string().trim().min(1).max(500) }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { sourceId, reason }) {
    const row = await ctx.tx
      .updateTable('callSource')
      .set({ endedAt: ctx.at })
      .where('id', '=', sourceId)
      .where('endedAt', 'is', null)
      .returning('id')
      .executeTakeFirst();
    found(row, 'source in use');
    await record(ctx, {
      kind: 'calls.source-ended',
      subject: `call-source:${sourceId}`,
      happenedAt: ctx.at,
      facts: { reason },
    });
    return { id: sourceId };
  },
});

const shown = callSourceRow.pick({ id: true, name: true, format: true, zone: true, columns: true }).extend({
  from: when,
  ended: when.nullable(),
  files: z.int(),
  calls: z.int(),
  quarantined: z.int(),
  latestCall: when.nullable(),
});

export const listCallSources = operation({
  http: 'GET /v1/call-sources',
  says: 'Show where call records come from, how many came, how many rows could not be read, and how far they reach',
  law: [],
  may: maySee,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('callSource as source')
      .leftJoin('callFile as file', (join) =>
        join.onRef('file.sourceId', '=', 'source.id').on('file.state', 'in', ['kept', 'purged']),
      )
      .select(({ fn }) => [
        ...([
          'source.id',
          'source.name',
          'source.format',
          'source.zone',
          'source.columns',
          'source.fromAt',
          'source.endedAt',
        ] as const),
        fn.count<number>('file.id').as('files'),
        fn.sum<number | null>('file.calls').as('calls'),
        fn.sum<number | null>('file.quarantined').as('quarantined'),
        fn.max('file.lastAt').as('latest'),
      ])
      .groupBy(['source.carrierId', 'source.id'])
      .orderBy('source.name')
      .execute();
    return {
      items: rows.map(({ fromAt, endedAt, latest, calls, quarantined, files, ...row }) => ({
        ...row,
        files: Number(files),
        calls: Number(calls ?? 0),
        quarantined: Number(quarantined ?? 0),
        from: told(ctx, fromAt),
        ended: toldOrNull(ctx, endedAt),
        latestCall: toldOrNull(ctx, latest),
      })),
    };
  },
});
