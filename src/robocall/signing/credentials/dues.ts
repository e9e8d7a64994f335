import type { Due, DueSource } from '../../../carriers/obligations/due.ts';
import { dateAt, dayNumber } from '../../../carriers/promises/local-time.ts';
import type { Ctx } from '../../../db/context.ts';
import { DAY } from '../../../kernel/time.ts';

const roles = ['network', 'compliance'] as const;
const cite = '47 CFR 64.6301(a)';

/** Most days before its end on which a certificate or a token is told of. */
const ahead = 30;

/** How long before its end (ms) a certificate is told of: the last third of it, for there are some of seven days. */
const leadOf = ({ notBefore, notAfter }: { readonly notBefore: number; readonly notAfter: number }): number =>
  Math.min(ahead * DAY, (notAfter - notBefore) / 3);

/** Of each code the certificate that ends last: with it signing ends. */
const lastOfEach = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('signingCredential')
    .distinctOn('spc')
    .select(['id', 'spc', 'notBefore', 'notAfter'])
    .where('retiredAt', 'is', null)
    .orderBy('spc')
    .orderBy('notAfter', 'desc')
    .execute();

/** Of each token and number the one that holds longest. */
const papersOf = (ctx: Ctx) =>
  ctx.tx
    .selectFrom('signingPaper')
    .distinctOn(['kind', 'code'])
    .select(['id', 'kind', 'code', 'untilDay'])
    .orderBy('kind')
    .orderBy('code')
    .orderBy('untilDay', (order) => order.desc().nullsFirst())
    .execute();

const paperNames = { ocn: 'operating company number', 'spc-token': 'service provider code token' } as const;

/** Certificates with which signing is about to end or has ended, and the tokens and numbers that renew them. */
export const signingDues: DueSource = async (ctx) => {
  // certificates live by the clock of those who verify them
  const now = Date.now();
  const certificates = (await lastOfEach(ctx)).flatMap((credential): Due[] => {
    const { id, spc, notAfter } = credential;
    if (notAfter - leadOf(credential) > now) return [];
    const day = dayNumber(dateAt(ctx, notAfter));
    return [
      {
        key: `signing-credential:${spc}`,
        what: `Renew the certificate of ${spc}: when it ends, its calls are refused or passed unsigned`,
        subject: `signing-credential:${id}`,
        cite,
        bound: 'by',
        day,
        promisedDay: null,
        steps: [
          { day, counted: true, why: `the first certificate of its chain ends at ${new Date(notAfter).toISOString()}` },
        ],
        roles,
      },
    ];
  });
  const today = dayNumber(dateAt(ctx, ctx.at));
  const papers = (await papersOf(ctx)).flatMap(({ id, kind, code, untilDay }): Due[] => {
    if (untilDay === null || dayNumber(untilDay) - ahead > today) return [];
    const day = dayNumber(untilDay);
    return [
      {
        key: `signing-paper:${kind}:${code}`,
        what: `Renew the ${paperNames[kind]} ${code}: without it no certificate is renewed`,
        subject: `signing-paper:${id}`,
        cite,
        bound: 'by',
        day,
        promisedDay: null,
        steps: [{ day, counted: true, why: 'the last day on which it holds' }],
        roles,
      },
    ];
  });
  return [...certificates, ...papers];
};
