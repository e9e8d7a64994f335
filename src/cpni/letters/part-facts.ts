import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { referenceOf } from '../../carriers/letters/reference.ts';
import { paragraphsOf, senderOf } from '../../carriers/letters/sender.ts';
import { mailSettings } from '../../carriers/mail/settings.ts';
import type { Ctx } from '../../db/context.ts';
import type { Letters } from '../../documents/letters.ts';
import { codeFrom } from '../choices/code.ts';
import { local } from '../customers/dates.ts';
import { frame, linkOf } from '../sendings/compose.ts';
import type { LetterBatch } from '../sendings/record.ts';
import { type PaperForm, paperForms } from './paper-forms.ts';
import { lettersOfPart } from './record.ts';
import { batchOf } from './store.ts';
import { firstId, nextLetters, type WaitingLetter } from './waiting.ts';

/** What a part is made from, and what is written once it is made. */
export type PartFacts = {
  readonly batchId: string;
  readonly part: number;
  readonly paperId: string;
  readonly firstSequence: number;
  readonly letters: readonly { readonly messageId: string; readonly customerId: string; readonly code: string }[];
  readonly file: Letters;
};

type Begun = { readonly part: number; readonly nextSequence: number };

const words = {
  en: {
    title: 'Notices of the privacy choice',
    qr: 'QR code of the web address beside it',
    demo: 'DEMO — fictional carrier',
  },
  es: {
    title: 'Avisos de la decisión de privacidad',
    qr: 'Código QR de la dirección web que está a su lado',
    demo: 'DEMO — compañía ficticia',
  },
} as const;

const begun = async (ctx: Ctx, batchId: string): Promise<Begun> => {
  const last = await ctx.tx
    .selectFrom('letterPart')
    .select(['part', 'firstSequence', 'letters'])
    .where('batchId', '=', batchId)
    .orderBy('part', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return { part: 1, nextSequence: 1 };
  return { part: last.part + 1, nextSequence: last.firstSequence + last.letters };
};

/** The last message of a wording that stands in a part already. */
const lastOf = async (ctx: Ctx, batchId: string, paperId: string): Promise<string> => {
  const { rows } = await sql<{ id: string }>`
    select m.id from message m where m.batch_id = ${batchId} and m.sequence = (
      select first_sequence + letters - 1 from letter_part
      where batch_id = ${batchId} and version_id = ${paperId} order by part desc limit 1)`.execute(ctx.tx);
  return rows[0]?.id ?? firstId;
};

type Next = { readonly form: PaperForm & { readonly paperId: string }; readonly letters: readonly WaitingLetter[] };

/** The next letters, one wording after the other: a file is in one language, and each of its letters has the same pages. */
const next = async (ctx: Ctx, { id: batchId, runId, openedAt }: LetterBatch): Promise<Next | null> => {
  for (const { paperId, ...form } of await paperForms(ctx, runId, openedAt)) {
    if (paperId === null) continue;
    const after = await lastOf(ctx, batchId, paperId);
    const wanted = { runId, versionId: form.versionId, after, waitedAt: openedAt, limit: lettersOfPart };
    const letters = await nextLetters(ctx, wanted);
    if (letters.length > 0) return { form: { ...form, paperId }, letters };
  }
  return null;
};

const codeOf = (seed: Buffer, messageId: string): string =>
  codeFrom(createHmac('sha256', seed).update(messageId).digest().subarray(0, 10));

const frameOf = async (ctx: Ctx, { form }: Next, openedAt: number): Promise<Omit<Letters, 'letters'>> => {
  const version = await ctx.tx
    .selectFrom('noticeVersion')
    .select(['body', 'typePoints'])
    .where('id', '=', form.paperId)
    .executeTakeFirstOrThrow();
  const { title, qr, demo } = words[form.language];
  const { choose, code } = frame[form.language];
  return {
    title,
    description: '47 CFR 64.2008',
    carrier: ctx.carrier.name,
    createdAt: local(ctx.carrier.zone, openedAt),
    demo: ctx.carrier.demo ? demo : null,
    language: form.language,
    points: version.typePoints ?? 11,
    sender: await senderOf(ctx),
    paragraphs: paragraphsOf(version.body),
    choose,
    codeLabel: code,
    qr,
  };
};

/** What the part of a batch is made from: the same facts at every look, until it is kept. */
export const partFacts = async (ctx: Ctx, batchId: string, part: number): Promise<PartFacts | 'made' | 'none left'> => {
  const batch = await batchOf(ctx, batchId);
  const { part: due, nextSequence } = await begun(ctx, batchId);
  if (part !== due) return 'made';
  const chosen = await next(ctx, batch);
  if (chosen === null) return 'none left';
  const { choiceAddress } = await mailSettings(ctx);
  const seed = batch.codeSeed ?? Buffer.alloc(0);
  const letters = chosen.letters.map(({ addressee, ...letter }, n) => {
    const code = codeOf(seed, letter.messageId);
    return { ...letter, addressee, code, reference: referenceOf(batchId, nextSequence + n) };
  });
  return {
    batchId,
    part,
    paperId: chosen.form.paperId,
    firstSequence: nextSequence,
    letters: letters.map(({ messageId, customerId, code }) => ({ messageId, customerId, code })),
    file: {
      ...(await frameOf(ctx, chosen, batch.openedAt)),
      letters: letters.map(({ reference, addressee, code }) => {
        return { reference, addressee, code, link: linkOf({ choiceAddress }, code) };
      }),
    },
  };
};
