import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id, when } from '../../kernel/columns.ts';
import { consentWords } from '../signatures/seal.ts';
import { dueOf } from './due.ts';
import { figures, figuresOf } from './figures.ts';
import { documentsOf, sentencesOf } from './find.ts';
import { findingsOf, shownFinding } from './findings.ts';
import { type Filing, filingDocumentRow, filingReceiptRow, filingRow, filingSentenceRow } from './record.ts';

export const shownSentence = filingSentenceRow.omit({ carrierId: true, filingId: true, judgedAt: true });

export const shownDocument = z.strictObject({
  ...filingDocumentRow.pick({ kind: true, name: true, title: true, mediaType: true, sha256: true, signed: true }).shape,
  size: z.int(),
});

const marks = z.strictObject({
  supported: z.int(),
  partly: z.int(),
  untested: z.int(),
  contradicted: z.int(),
});

/** A filing with its year on one page. */
export const shownFiling = z.strictObject({
  ...filingRow.omit({ carrierId: true, signatureId: true, openedAt: true }).shape,
  dueOn: date,
  promisedOn: date.nullable(),
  figures,
  marks,
  sentences: z.array(shownSentence.strict()),
  documents: z.array(shownDocument),
  /** of the round that was prepared last */
  findings: z.array(shownFinding),
  /** the words that whoever signs agrees to, as the seal holds them */
  consent: z.string(),
  signature: z
    .strictObject({
      officer: z.string(),
      title: z.string(),
      signedAt: when,
      packetHash: z.string(),
      seal: z.string(),
      entryId: id,
    })
    .nullable(),
  receipt: z
    .strictObject({
      ...filingReceiptRow.pick({ confirmation: true, dueOn: true, lateDays: true }).shape,
      receivedAt: when,
    })
    .nullable(),
});

const signatureOf = async (ctx: Ctx, filingId: string) => {
  const row = await ctx.tx
    .selectFrom('filingSignature')
    .selectAll()
    .where('filingId', '=', filingId)
    .executeTakeFirst();
  if (row === undefined) return { consent: consentWords, signature: null };
  const { officerName: officer, officerTitle: title, consent, packetHash, seal, entryId } = row;
  return { consent, signature: { officer, title, signedAt: told(ctx, row.signedAt), packetHash, seal, entryId } };
};

export const receiptOf = async (ctx: Ctx, filingId: string) => {
  const row = await ctx.tx.selectFrom('filingReceipt').selectAll().where('filingId', '=', filingId).executeTakeFirst();
  if (row === undefined) return null;
  const { confirmation, dueOn, lateDays, receivedAt } = row;
  return { confirmation, dueOn, lateDays, receivedAt: told(ctx, receivedAt) };
};

/** The filing as it is told: year, sentences with marks and evidence, documents, signature, receipt. */
export const tellFiling = async (ctx: Ctx, filing: Filing): Promise<z.input<typeof shownFiling>> => {
  const { carrierId: _carrier, signatureId: _signature, openedAt: _opened, ...row } = filing;
  const { dueOn, promisedOn } = await dueOf(ctx, filing.year);
  const rows = await sentencesOf(ctx, filing);
  const sentences = rows.map(({ carrierId: _c, filingId: _f, judgedAt: _j, ...sentence }) => sentence);
  const count = (mark: string) => sentences.filter((sentence) => sentence.mark === mark).length;
  const documents = await documentsOf(ctx, filing);
  return {
    ...row,
    dueOn,
    promisedOn,
    figures: await figuresOf(ctx, filing.year),
    marks: {
      supported: count('supported'),
      partly: count('partly'),
      untested: count('untested'),
      contradicted: count('contradicted'),
    },
    sentences,
    documents: documents.map(({ id: _id, position: _p, madeAt: _m, ...document }) => document),
    findings: await findingsOf(ctx, filing),
    ...(await signatureOf(ctx, filing.id)),
    receipt: await receiptOf(ctx, filing.id),
  };
};
