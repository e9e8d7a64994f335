import { z } from 'zod';
import type { Ctx } from '../../../db/context.ts';
import { later } from '../../../db/later.ts';
import { id, when } from '../../../kernel/columns.ts';
import { operation } from '../../../kernel/operation.ts';
import { personOf } from '../../../kernel/person.ts';
import { found, refuse } from '../../../kernel/problem.ts';
import { record } from '../../../ledger/record.ts';
import { mailSettings } from '../../mail/settings.ts';
import { told, toldOrNull } from '../../promises/local-time.ts';
import { role } from '../../staff/record.ts';
import { realNow, until } from './clock.ts';
import { endingLinks } from './open-link.ts';
import { publicUrlNeeded } from './public-url-needed.ts';

const shown = z.strictObject({
  ...{ id, email: z.string(), name: z.string(), roles: z.array(role), title: z.string(), madeBy: z.string() },
  ...{ createdAt: when, expiresAt: when, sentAt: when.nullable() },
});

const columns = ['id', 'email', 'name', 'roles', 'title', 'madeBy', 'createdAt', 'expiresAt', 'sentAt'] as const;

type Row = Omit<z.output<typeof shown>, 'email' | 'name' | 'createdAt' | 'expiresAt' | 'sentAt'> & {
  readonly email: string | null;
  readonly name: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly sentAt: number | null;
};

const show = (ctx: Ctx, { email, name, createdAt, expiresAt, sentAt, ...row }: Row) => ({
  ...{ ...row, email: email ?? '', name: name ?? '', createdAt: told(ctx, createdAt) },
  ...{ expiresAt: told(ctx, expiresAt), sentAt: toldOrNull(ctx, sentAt) },
});

const mayBeInvited = async (ctx: Ctx, email: string): Promise<void> => {
  if (ctx.carrier.demo)
    refuse(
      'wrong-state',
      "The passwords of a demo carrier's people are printed for everybody: nobody else works there.",
      'Invite at a carrier of your own.',
    );
  const member = await ctx.tx
    .selectFrom('membership')
    .select('id')
    .where('email', '=', email)
    .where('untilAt', 'is', null)
    .executeTakeFirst();
  if (member !== undefined)
    refuse(
      'already-exists',
      'Somebody with this e-mail address works here already.',
      'POST /v1/members changes roles.',
    );
  await mailSettings(ctx);
  publicUrlNeeded();
};

export const inviteMember = operation({
  http: 'POST /v1/invitations',
  says: 'Invite a person by e-mail to work here with these roles: the link serves once, for seven days; another invitation to the same address ends the older',
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator'],
  by: 'person-fresh',
  takes: z.strictObject({
    email: z.email().toLowerCase(),
    name: z.string().trim().min(1).max(200),
    roles: z.array(role).min(1),
    title: z.string().max(200),
  }),
  gives: shown,
  async run(ctx: Ctx, { email, name, roles, title }) {
    await mayBeInvited(ctx, email);
    await endingLinks(ctx.tx, 'invitation', realNow).where('email', '=', email).execute();
    const linkId = ctx.id();
    const row = await ctx.tx
      .insertInto('accessLink')
      .values({
        ...{
          id: linkId,
          kind: 'invitation',
          email,
          name,
          roles,
          title,
          personId: null,
          madeBy: ctx.actor.name,
          makerId: personOf(ctx).id,
        },
        ...{ secretHash: null, createdAt: realNow, expiresAt: until('invitation') },
        ...{ sentAt: null, usedAt: null, endedAt: null },
      })
      .returning([...columns])
      .executeTakeFirstOrThrow();
    await record(ctx, {
      kind: 'invitation.made',
      subject: `invitation:${linkId}`,
      happenedAt: ctx.at,
      facts: { name, roles, title },
    });
    await later(ctx, { does: 'links.send', input: { linkId }, from: ctx.at, key: linkId });
    return show(ctx, row);
  },
});

export const listInvitations = operation({
  http: 'GET /v1/invitations',
  says: 'The invitations that wait to be accepted: to whom, by whom, until when, and whether their mail has left',
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator', 'compliance'],
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(shown) }),
  async run(ctx: Ctx) {
    const rows = await ctx.tx
      .selectFrom('accessLink')
      .select([...columns])
      .where('kind', '=', 'invitation')
      .where('usedAt', 'is', null)
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', realNow)
      .orderBy('createdAt', 'desc')
      .execute();
    return { items: rows.map((row) => show(ctx, row)) };
  },
});

export const endInvitation = operation({
  http: 'POST /v1/invitations/{linkId}:end',
  says: 'Take an invitation back: its link opens nothing any more',
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator', 'compliance'],
  by: 'person',
  takes: z.strictObject({ linkId: id }),
  gives: z.strictObject({ id }),
  async run(ctx: Ctx, { linkId }) {
    const row = await endingLinks(ctx.tx, 'invitation', realNow)
      .where('id', '=', linkId)
      .returning('id')
      .executeTakeFirst();
    const ended = found(row, 'invitation that waits');
    const subject = `invitation:${ended.id}`;
    await record(ctx, { kind: 'invitation.ended', subject, happenedAt: ctx.at, facts: {} });
    return ended;
  },
});
