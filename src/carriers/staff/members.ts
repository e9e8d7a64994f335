import { sql } from 'kysely';
import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { everyone, operation } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { membershipRow, role } from './record.ts';

const member = z.strictObject(membershipRow.omit({ carrierId: true }).shape);

const columns = [
  'id',
  'personId',
  'name',
  'email',
  'roles',
  'title',
  'cpniResponsibleFrom',
  'cpniResponsibleUntil',
  'fromAt',
  'untilAt',
] as const;

/** Whoever gives roles knows the person by id and address; an id alone, or another's address, names nobody here. */
const knownPerson = async (ctx: Ctx, { personId, email }: { readonly personId: string; readonly email: string }) => {
  const { rows } = await sql<{ known: boolean }>`
    select is_person(${personId}::uuid, ${email}) and (${!ctx.carrier.demo} or is_demo_person(${personId}::uuid)) as known`.execute(
    ctx.tx,
  );
  if (rows[0]?.known !== true)
    refuse(
      'not-found',
      'No person of this installation has this id and e-mail address.',
      'Give both as the person gives them; the operator makes a new person known with `compline persons create`.',
    );
};

export const addMember = operation({
  http: 'POST /v1/members',
  says: 'Give a person roles at this carrier, with a dated CPNI responsibility where a team manager bears one',
  law: ['47 CFR 64.2010(a)', '47 CFR 64.2009(b)'],
  may: ['administrator'],
  by: 'person-fresh',
  takes: z.strictObject({
    personId: id,
    name: z.string().min(1),
    email: z.email(),
    roles: z.array(role).min(1),
    title: z.string(),
    cpniResponsibleFrom: date.nullable(),
  }),
  gives: member,
  async run(ctx: Ctx, input) {
    if (ctx.actor.id === input.personId)
      refuse('same-person', 'Nobody gives roles to himself.', 'Ask another administrator.');
    await knownPerson(ctx, input);
    await ctx.tx
      .updateTable('membership')
      .set({ untilAt: ctx.at })
      .where('personId', '=', input.personId)
      .where('untilAt', 'is', null)
      .execute();
    const row = await ctx.tx
      .insertInto('membership')
      .values({ id: ctx.id(), ...input, cpniResponsibleUntil: null, fromAt: ctx.at, untilAt: null })
      .returning([...columns])
      .executeTakeFirstOrThrow();
    const { roles, title, cpniResponsibleFrom } = input;
    await record(ctx, {
      kind: 'member.added',
      subject: `person:${input.personId}`,
      happenedAt: ctx.at,
      facts: { name: input.name, roles, title, cpniResponsibleFrom },
    });
    return row;
  },
});

export const endMember = operation({
  http: 'POST /v1/members/{memberId}:end',
  says: "End a person's roles here, at once for every open session and key",
  law: ['47 CFR 64.2010(a)'],
  may: ['administrator', 'compliance'],
  by: 'person',
  takes: z.strictObject({ memberId: id, reason: z.string().min(1) }),
  gives: member,
  async run(ctx: Ctx, { memberId, reason }) {
    const row = await ctx.tx
      .updateTable('membership')
      .set({ untilAt: ctx.at })
      .where('id', '=', memberId)
      .where('untilAt', 'is', null)
      .returning([...columns])
      .executeTakeFirst();
    const ended = found(row, 'member');
    await record(ctx, {
      kind: 'member.ended',
      subject: `person:${ended.personId}`,
      happenedAt: ctx.at,
      facts: { name: ended.name, reason },
    });
    return ended;
  },
});

export const listMembers = operation({
  http: 'GET /v1/members',
  says: 'Who has which roles at this carrier, now',
  law: ['47 CFR 64.2010(a)'],
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({ items: z.array(member) }),
  async run(ctx: Ctx) {
    const items = await ctx.tx
      .selectFrom('membership')
      .select([...columns])
      .where('untilAt', 'is', null)
      .orderBy('name')
      .execute();
    return { items };
  },
});
