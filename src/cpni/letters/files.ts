import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { demandRunNotHeld } from '../sendings/breach-hold.ts';
import { hashOf } from './keep-part.ts';
import { batchOf, mayPrint } from './store.ts';
import { inBytes, tarEnd, tarHeader, tarPadding } from './tar.ts';

const law = ['47 CFR 64.2008(a)(2)', '47 CFR 64.2008(b)'];
const thrownAway = (): never =>
  refuse('wrong-state', 'The files of a cancelled batch are thrown away.', 'Print the letters again.');

/** A file for the printer; none while a hold of a breach keeps its letters and the post has not got them. */
const pdfOf = async (ctx: Ctx, batchId: string, part: number): Promise<Buffer> => {
  await workWithCpni(ctx);
  const { runId, state } = await batchOf(ctx, batchId);
  if (state !== 'posted') await demandRunNotHeld(ctx, runId);
  const { pdf } = found(
    await ctx.tx
      .selectFrom('letterPart')
      .select('pdf')
      .where('batchId', '=', batchId)
      .where('part', '=', part)
      .executeTakeFirst(),
    'part',
  );
  return pdf ?? thrownAway();
};

const certificateOf = async (ctx: Ctx, batchId: string): Promise<Buffer> =>
  (await batchOf(ctx, batchId)).certificate ??
  refuse('wrong-state', 'The batch has no certificate.', 'It has one once it is printed, until it is cancelled.');

const partsOf = (
  ctx: Ctx,
  batchId: string,
): Promise<{ part: number; firstSequence: number; letters: number; pagesEach: number }[]> =>
  ctx.tx
    .selectFrom('letterPart')
    .select(['part', 'firstSequence', 'letters', 'pagesEach'])
    .where('batchId', '=', batchId)
    .orderBy('part')
    .execute();

type Part = Awaited<ReturnType<typeof partsOf>>[number];

/** The lines of one part: whose letter is where. */
const indexOf = async (
  ctx: Ctx,
  batchId: string,
  { part, firstSequence, letters, pagesEach }: Part,
): Promise<string> => {
  const rows = await ctx.tx
    .selectFrom('message')
    .innerJoin('customer', 'customer.id', 'message.customerId')
    .select(['customer.account', 'message.sequence'])
    .where('message.batchId', '=', batchId)
    .where('message.sequence', '>=', firstSequence)
    .where('message.sequence', '<', firstSequence + letters)
    .orderBy('message.sequence')
    .execute();
  return rows
    .map(({ account, sequence }) => {
      const place = (sequence ?? firstSequence) - firstSequence;
      return `"${account.replaceAll('"', '""')}",${sequence},${part},${place * pagesEach + 1}\n`;
    })
    .join('');
};

async function* index(work: Work, batchId: string): AsyncGenerator<string> {
  const parts = await work.transaction(async (ctx) => {
    await workWithCpni(ctx);
    await batchOf(ctx, batchId);
    return partsOf(ctx, batchId);
  });
  yield 'account,sequence,part,page\n';
  for (const part of parts) yield await work.transaction((ctx) => indexOf(ctx, batchId, part));
}

export const batchIndex = streaming({
  http: 'GET /v1/letter-batches/{batchId}/index',
  says: 'Whose letter is where in a batch, as CSV: account, number of the letter, file, and the page on which it begins',
  law,
  may: mayPrint,
  by: 'anyone',
  takes: z.strictObject({ batchId: id }),
  reads: null,
  writes: 'text/csv; charset=utf-8',
  stream: (work: Work, { batchId }) => index(work, batchId),
});

export const batchPart = streaming({
  http: 'GET /v1/letter-batches/{batchId}/parts/{part}',
  says: 'A file of letters of a batch for the printer: PDF, US Letter, the address where a No. 10 window shows it',
  law,
  may: mayPrint,
  by: 'anyone',
  takes: z.strictObject({ batchId: id, part: z.coerce.number().int().positive() }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { batchId, part }) {
    yield await work.transaction((ctx) => pdfOf(ctx, batchId, part));
  },
});

export const batchCertificate = streaming({
  http: 'GET /v1/letter-batches/{batchId}/certificate',
  says: 'The count certificate of a printed batch: its letters, pages and files with their hashes',
  law,
  may: mayPrint,
  by: 'anyone',
  takes: z.strictObject({ batchId: id }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { batchId }) {
    yield await work.transaction((ctx) => certificateOf(ctx, batchId));
  },
});

/** A file of the archive, whole: header, bytes, padding. */
function* filed(name: string, bytes: Buffer, at: number): Generator<Uint8Array> {
  yield tarHeader(name, bytes.length, at);
  yield bytes;
  yield tarPadding(bytes.length);
}

const fileOf = (part: number): string => `letters-${String(part).padStart(4, '0')}.pdf`;

/** The hash of each file as `sha256sum --check` reads it: an archive that was cut short, even between two files, does not pass. */
const sumsOf = async (ctx: Ctx, batchId: string, index: Buffer): Promise<Buffer> => {
  const { certificateHash } = await batchOf(ctx, batchId);
  const parts = ctx.tx.selectFrom('letterPart').select(['part', 'hash']).where('batchId', '=', batchId);
  const lines = [
    [certificateHash, 'certificate.pdf'],
    [hashOf(index), 'index.csv'],
    ...(await parts.orderBy('part').execute()).map(({ part, hash }) => [hash, fileOf(part)]),
  ];
  return Buffer.from(lines.map(([hash, name]) => `${hash}  ${name}\n`).join(''));
};

export const batchArchive = streaming({
  http: 'GET /v1/letter-batches/{batchId}/archive',
  says: 'A whole printed batch for the printer as one tar: the hash of each file, count certificate, index, and every file of letters',
  law,
  may: mayPrint,
  by: 'anyone',
  takes: z.strictObject({ batchId: id }),
  reads: null,
  writes: 'application/x-tar',
  async *stream(work: Work, { batchId }) {
    const [certificate, { openedAt }] = await work.transaction(async (ctx) => {
      await workWithCpni(ctx);
      return [await certificateOf(ctx, batchId), await batchOf(ctx, batchId)];
    });
    const listed = await inBytes(index(work, batchId));
    const sums = await work.transaction((ctx) => sumsOf(ctx, batchId, listed));
    yield* filed('SHA256SUMS', sums, openedAt);
    yield* filed('certificate.pdf', certificate, openedAt);
    yield* filed('index.csv', listed, openedAt);
    for (const { part } of await work.transaction((ctx) => partsOf(ctx, batchId))) {
      const pdf = await work.transaction((ctx) => pdfOf(ctx, batchId, part));
      yield* filed(fileOf(part), pdf, openedAt);
    }
    yield tarEnd;
  },
});
