import { createHash } from 'node:crypto';
import { z } from 'zod';
import { instantOf, pastInstant, told, toldOrNull } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain, sha256Hex, when } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { legalAt } from '../../law/47cfr/1.20003.ts';
import { canonical } from '../../ledger/canonical.ts';
import { admit, interceptionLaw, mayBeDesignated, witnessed } from './admit.ts';
import { type Interception, interceptionSubject, reachOf } from './record.ts';
import { markOf, seal } from './sealed.ts';
import { lockedInterception, subjectOf } from './store.ts';

/** What an act gives back: never what it is about, since answers to repeats are kept. */
export const step = z.strictObject({
  id,
  state: z.enum(['legal-authorization', 'authorized', 'enabled', 'certified', 'ended']),
});

/** How far an interception has come. */
export const stateOf = (row: Interception): z.output<typeof step>['state'] => {
  if (row.endedAt !== null) return 'ended';
  if (row.certifiedAt !== null) return 'certified';
  if (row.startAt !== null) return 'enabled';
  return row.carrierAt === null ? 'legal-authorization' : 'authorized';
};

export const stepOf = (row: Interception): z.output<typeof step> => ({ id: row.id, state: stateOf(row) });

const changed = async (ctx: Ctx, interceptionId: string, to: Partial<Interception>) => {
  const row = await ctx.tx
    .updateTable('interception')
    .set(to)
    .where('id', '=', interceptionId)
    .returningAll()
    .executeTakeFirstOrThrow();
  return stepOf(row);
};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Numbers or circuits: one of them is always known. */
const named = ({
  numbers,
  circuits,
}: {
  readonly numbers: readonly string[];
  readonly circuits: readonly string[];
}) => {
  if (numbers.length + circuits.length === 0)
    throw new Problem('invalid-input', {
      detail: "'numbers', 'circuits': neither is given.",
      fix: 'Name the telephone numbers or circuit identifications involved.',
      cite: '47 CFR 1.20004(a)(1)(i)',
    });
};

/** A record of the store, with its sealed subject and the witness of its hash. */
const written = async (
  ctx: Ctx,
  subject: z.output<typeof interceptionSubject>,
  row: Pick<
    Interception,
    'authorized' | 'legalAt' | 'authorizedEnd' | 'authorizedUntil' | 'startAt' | 'overseerId' | 'overseerName'
  >,
) => {
  named(subject);
  const interceptionId = ctx.id();
  const sealed = await seal(ctx.dataFolder, ctx.carrier.id, interceptionId, subject);
  const nothing = { carrierBy: null, carrierName: null, carrierAt: null, certifiedAt: null, certificationHash: null };
  const inserted = await ctx.tx
    .insertInto('interception')
    .values({
      id: interceptionId,
      sealed,
      openedBy: ctx.actor.id ?? '',
      openerName: ctx.actor.name,
      ...row,
      ...nothing,
      endedAt: null,
      recordedAt: ctx.at,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  await witnessed(ctx, 'written', interceptionId, { sealed: hashOf(sealed) });
  return stepOf(inserted);
};

const subject = interceptionSubject.shape;

const cite = '47 CFR 1.20003(b)(1)';

/** Refuses what would be done after the legal authorization ended, or where nobody knows when it does: nothing is authorized then. */
const withinItsTime = (of: Pick<Interception, 'authorizedEnd' | 'authorizedUntil'>, at: number, ctx: Ctx): void => {
  const legal = legalAt(reachOf(of), at);
  if (legal === 'before') return;
  if (legal === 'unknown')
    throw new Problem('wrong-state', {
      detail: 'It is not on record until when the legal authorization reaches.',
      fix: 'Have the senior officer enter it: POST /v1/interceptions/{interceptionId}:enter-end.',
      cite,
    });
  throw new Problem('wrong-state', {
    detail: `The legal authorization ended ${toldOrNull(ctx, of.authorizedUntil)}.`,
    fix: 'An extension is an order of its own: enter it as another. What was enabled after the end was without: record it as such.',
    cite,
  });
};

export const openInterception = operation({
  http: 'POST /v1/interceptions',
  says: 'Enter the legal authorization of an interception or of access to call-identifying information, checked: who presents it, who signed it, its type, the numbers or circuits',
  law: [...interceptionLaw],
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({
    ...subject,
    officer: subject.officer.unwrap(),
    signer: subject.signer.unwrap(),
    authority: subject.authority.unwrap(),
    authorityHash: sha256Hex,
    /** the last instant at which it may run; null only where the authorization names none */
    authorizedUntil: when.nullable(),
  }),
  gives: step,
  async run(ctx: Ctx, { authorizedUntil: until, ...about }) {
    await admit(ctx);
    const authorizedUntil = until === null ? null : instantOf('authorizedUntil', until);
    const reach = { authorizedEnd: authorizedUntil === null ? 'none-named' : 'named', authorizedUntil } as const;
    withinItsTime(reach, ctx.at, ctx);
    const none = { startAt: null, overseerId: null, overseerName: null };
    return written(ctx, about, { authorized: 'both', legalAt: ctx.at, ...reach, ...none });
  },
});

export const authorizeInterception = operation({
  http: 'POST /v1/interceptions/{interceptionId}:authorize',
  says: 'Give the carrier’s own authorization beside the legal one: by the senior officer of the policies in force, with his password',
  law: [...interceptionLaw],
  may: mayBeDesignated,
  by: 'person-again',
  takes: z.strictObject({ interceptionId: id, password: passwordAgain }),
  gives: step,
  async run(ctx: Ctx, { interceptionId }) {
    const { officerId } = await admit(ctx);
    if (officerId !== ctx.actor.id)
      throw new Problem('not-allowed', {
        detail: 'The carrier’s own authorization is its senior officer’s to give.',
        fix: 'Ask the senior officer whom the policies in force name.',
        cite: '47 CFR 1.20003(b)(1)',
      });
    const row = await lockedInterception(ctx, interceptionId);
    if (stateOf(row) !== 'legal-authorization')
      refuse('wrong-state', `It is ${stateOf(row)}.`, 'It is authorized once, before it is enabled.');
    withinItsTime(row, ctx.at, ctx);
    await witnessed(ctx, 'authorized', interceptionId, {});
    return changed(ctx, interceptionId, {
      carrierBy: ctx.actor.id,
      carrierName: ctx.actor.name,
      carrierAt: ctx.at,
    });
  },
});

export const enableInterception = operation({
  http: 'POST /v1/interceptions/{interceptionId}:enable',
  says: 'Record that the person who oversees it enabled the interception on the switch, and when: only after both authorizations. Nothing here reaches a switch',
  law: [...interceptionLaw, '47 CFR 1.20000'],
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({ interceptionId: id, startAt: when }),
  gives: step,
  async run(ctx: Ctx, { interceptionId, startAt }) {
    await admit(ctx);
    const row = await lockedInterception(ctx, interceptionId);
    if (row.carrierAt === null || row.legalAt === null)
      throw new Problem('wrong-state', {
        detail: 'Legal and carrier authorization are not both there.',
        fix: 'Have the senior officer authorize it; what happened without is recorded as such.',
        cite: '47 CFR 1.20003(b)(1)',
      });
    if (row.startAt !== null) refuse('wrong-state', 'It is enabled.', 'Certify it.');
    const at = pastInstant(ctx, 'startAt', startAt);
    if (at < row.carrierAt || at < row.legalAt)
      refuse(
        'invalid-input',
        `'startAt' lies before its authorizations, ${told(ctx, Math.max(row.carrierAt, row.legalAt))}.`,
        'What was enabled before them was without: record it as such.',
      );
    withinItsTime(row, at, ctx);
    await witnessed(ctx, 'enabled', interceptionId, {});
    return changed(ctx, interceptionId, { startAt: at, overseerId: ctx.actor.id, overseerName: ctx.actor.name });
  },
});

export const recordWithout = operation({
  http: 'POST /v1/interceptions:record-without',
  says: 'Record an interception, or access to call-identifying information, that was made without appropriate authorization: it has a certification as every other',
  law: ['47 CFR 1.20004(a)'],
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({ ...subject, startAt: when }),
  gives: step,
  async run(ctx: Ctx, { startAt, ...about }) {
    await admit(ctx);
    return written(ctx, about, {
      authorized: 'without',
      legalAt: null,
      ...{ authorizedEnd: 'none-named', authorizedUntil: null },
      startAt: pastInstant(ctx, 'startAt', startAt),
      overseerId: ctx.actor.id,
      overseerName: ctx.actor.name,
    });
  },
});

/** The six fields of 1.20004(a)(1), in its order. */
export const certificationOf = async (ctx: Ctx, row: Interception) => {
  const about = await subjectOf(ctx, row);
  const none = 'none: made without appropriate authorization';
  return {
    numbersAndCircuits: [...about.numbers, ...about.circuits],
    startedAt: row.startAt === null ? null : told(ctx, row.startAt),
    officerPresenting: about.officer ?? none,
    signerOfAuthorization: about.signer ?? none,
    type: about.type,
    overseer: row.overseerName,
  };
};

export const certifyInterception = operation({
  http: 'POST /v1/interceptions/{interceptionId}:certify',
  says: 'Sign the one certification of an interception with its six fields: by the person who oversees it, that it is complete and accurate, with his password',
  law: ['47 CFR 1.20004(a)'],
  may: mayBeDesignated,
  by: 'person-again',
  takes: z.strictObject({ interceptionId: id, password: passwordAgain }),
  gives: step.extend({ certificationHash: sha256Hex }),
  async run(ctx: Ctx, { interceptionId }) {
    await admit(ctx);
    const row = await lockedInterception(ctx, interceptionId);
    if (row.startAt === null) refuse('wrong-state', 'It is not enabled.', 'Its certification tells when it began.');
    if (row.certifiedAt !== null) refuse('wrong-state', 'It is certified.', 'There is one certification of each.');
    if (row.overseerId !== ctx.actor.id)
      throw new Problem('not-allowed', {
        detail: 'Another person oversees it: nobody certifies for another.',
        fix: `Let ${row.overseerName ?? 'the overseer'} sign.`,
        cite: '47 CFR 1.20004(a)(2)',
      });
    const signed = canonical(await certificationOf(ctx, row));
    const certificationHash = await markOf(ctx.dataFolder, ctx.carrier.id, interceptionId, signed);
    await witnessed(ctx, 'signed', interceptionId, { mark: certificationHash });
    return { ...(await changed(ctx, interceptionId, { certifiedAt: ctx.at, certificationHash })), certificationHash };
  },
});

export const endInterception = operation({
  http: 'POST /v1/interceptions/{interceptionId}:end',
  says: 'Record that an interception ended, or that one which was only authorized never began; its keeping counts from then',
  law: ['47 CFR 1.20004'],
  may: mayBeDesignated,
  by: 'person',
  takes: z.strictObject({ interceptionId: id, endedAt: when }),
  gives: step,
  async run(ctx: Ctx, { interceptionId, endedAt }) {
    await admit(ctx);
    const row = await lockedInterception(ctx, interceptionId);
    if (row.endedAt !== null) refuse('wrong-state', 'It has ended.', 'Show it to see when.');
    if (row.startAt !== null && row.certifiedAt === null)
      refuse('wrong-state', 'It is not certified.', 'Have its overseer sign the certification first.');
    const at = pastInstant(ctx, 'endedAt', endedAt);
    if (row.startAt !== null && at < row.startAt)
      refuse('invalid-input', "'endedAt' lies before its start.", 'Give the time at which it was disabled.');
    await witnessed(ctx, 'ended', interceptionId, {});
    return changed(ctx, interceptionId, { endedAt: at });
  },
});
