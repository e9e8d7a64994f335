import { z } from 'zod';
import { workWithCpni } from '../../carriers/access/work-with-cpni.ts';
import type { Ctx, Work } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { streaming } from '../../kernel/operation.ts';
import { makeCode, settleCode } from './make-code.ts';
import { codeSubjects, codeWords } from './words.ts';

const nextLetter = async (ctx: Ctx) => {
  await workWithCpni(ctx);
  const row = await ctx.tx
    .selectFrom('oneTimeCode')
    .innerJoin('customer', 'customer.id', 'oneTimeCode.customerId')
    .innerJoin('customerContact', 'customerContact.id', 'oneTimeCode.contactId')
    .select(['oneTimeCode.id', 'oneTimeCode.customerId', 'oneTimeCode.contactId', 'oneTimeCode.heldOn'])
    .select('oneTimeCode.serves')
    .select(['customer.name', 'customer.language', 'customerContact.value'])
    .where('oneTimeCode.state', '=', 'letter')
    .where('oneTimeCode.expiresAt', '>', ctx.at)
    .where('oneTimeCode.endedAt', 'is', null)
    .orderBy('oneTimeCode.id')
    .limit(1)
    .forUpdate('oneTimeCode')
    .skipLocked()
    .executeTakeFirst();
  if (row === undefined || row.customerId === null) return null;
  const { contactId, heldOn, language, serves } = row;
  const letter = { id: row.id, customerId: row.customerId, way: 'letter' } as const;
  const secret = await makeCode(ctx, letter, { serviceId: null, contactId, heldOn: heldOn ?? '' });
  await settleCode(ctx, letter, 'sent');
  return {
    codeId: row.id,
    language,
    name: row.name,
    address: row.value,
    subject: codeSubjects[serves][language],
    words: codeWords(language, ctx.carrier.name, { way: 'letter', serves, secret }),
  };
};

const letter = z.strictObject({
  codeId: id,
  language: z.enum(['en', 'es']),
  name: z.string(),
  address: z.string(),
  subject: z.string(),
  words: z.string(),
});

/** A code is made when its letter is printed and is in that stream only; a letter that was spoilt is asked for anew. */
export const printCodeLetters = streaming({
  http: 'POST /v1/online/codes/letters:print',
  says: 'Print the letters with one-time codes that wait, as NDJSON, each once, to the address of record',
  law: ['47 CFR 64.2010(e)'],
  may: ['compliance', 'supervisor'],
  by: 'anyone',
  takes: z.strictObject({}),
  reads: null,
  writes: 'application/x-ndjson',
  async *stream(work: Work) {
    for (;;) {
      const printed = await work.transaction(nextLetter);
      if (printed === null) return;
      yield `${JSON.stringify(letter.parse(printed))}\n`;
    }
  },
});
