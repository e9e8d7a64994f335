import { z } from 'zod';
import { datesOf } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx, type Work } from '../../db/context.ts';
import type { OptOutFailureLetter } from '../../documents/opt-out-failure-letter.ts';
import { render } from '../../documents/render.ts';
import { date, id } from '../../kernel/columns.ts';
import { everyone, operation, streaming } from '../../kernel/operation.ts';
import { found, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { readIncident } from './incidents.ts';

const law = ['47 CFR 64.2009(f)(1)', '47 CFR 64.2009(f)(2)'];

/** What only a person can know of the failure; null is a gap that is shown and keeps the letter from being printed. */
const known = z.strictObject({
  dated: date.nullable(),
  remedy: z
    .strictObject({ measures: z.array(z.string().min(1)).min(1), on: date, state: z.enum(['done', 'planned']) })
    .nullable(),
  states: z
    .array(z.strictObject({ commission: z.string().min(1), notifiedOn: date.nullable(), action: z.string() }))
    .nullable(),
  /** The notice given to customers, or that none was given: not knowing is a gap. */
  customerNotice: z.union([z.strictObject({ givenOn: date, text: z.string().min(1) }), z.literal('none')]).nullable(),
  contact: z.strictObject({ name: z.string().min(1), telephone: z.string().min(1) }).nullable(),
  signer: z.strictObject({ name: z.string().min(1), title: z.string().min(1) }).nullable(),
});
type Known = z.output<typeof known>;

const empty: Known = { dated: null, remedy: null, states: null, customerNotice: null, contact: null, signer: null };

const shown = z.strictObject({
  incidentId: id,
  dueOn: date.nullable(),
  facts: known,
  /** Said from the record: the ways that failed, those that went on, what happened. */
  mechanisms: z.array(z.string()),
  stillWorking: z.array(z.string()),
  problems: z.array(z.string()),
  gaps: z.array(z.string()),
});

const factsOf = async (ctx: Ctx, incidentId: string): Promise<Known> => {
  const row = await ctx.tx
    .selectFrom('failureLetter')
    .select('facts')
    .where('incidentId', '=', incidentId)
    .executeTakeFirst();
  return row === undefined ? empty : known.parse(row.facts);
};

const incidentOf = async (ctx: Ctx, incidentId: string) => {
  const row = await ctx.tx.selectFrom('channelIncident').select('id').where('id', '=', incidentId).executeTakeFirst();
  return readIncident(ctx, found(row, 'incident').id);
};

const described = ({ kind, name }: { kind: string; name: string }): string => `${name} (${kind})`;

/** The ways that stood when the failure was detected: the failed one, and those of which no failure is known. */
const waysAt = async (ctx: Ctx, incident: Awaited<ReturnType<typeof readIncident>>) => {
  const at = Date.parse(incident.detectedAt);
  const channels = await ctx.tx
    .selectFrom('choiceChannel')
    .select(['id', 'kind', 'name'])
    .where('fromAt', '<=', at)
    .where((eb) => eb.or([eb('untilAt', 'is', null), eb('untilAt', '>', at)]))
    .orderBy('name')
    .execute();
  const failing = await ctx.tx
    .selectFrom('channelIncident')
    .select('channelId')
    .where('lostFrom', '<=', at)
    .where((eb) => eb.or([eb('lostUntil', 'is', null), eb('lostUntil', '>', at)]))
    .execute();
  const failed = new Set(failing.map(({ channelId }) => channelId).concat(incident.channelId));
  return {
    mechanisms: channels.filter(({ id: channelId }) => channelId === incident.channelId).map(described),
    stillWorking: channels.filter(({ id: channelId }) => !failed.has(channelId)).map(described),
  };
};

const prepared = async (ctx: Ctx, incidentId: string): Promise<z.output<typeof shown>> => {
  const incident = await incidentOf(ctx, incidentId);
  const facts = await factsOf(ctx, incidentId);
  const tried =
    incident.attempts === null
      ? []
      : [
          `Customers who are known to have tried meanwhile: ${incident.attempts}. Each try is treated as a refusal as of its moment.`,
        ];
  const gaps = Object.entries(facts).flatMap(([field, value]) => (value === null ? [field] : []));
  return {
    incidentId,
    dueOn: incident.letter.due,
    facts,
    ...(await waysAt(ctx, incident)),
    problems: [`${incident.problem}.`, ...tried],
    gaps,
  };
};

export const showLetter = operation({
  http: 'GET /v1/channel-incidents/{incidentId}/letter',
  says: 'The letter to the FCC about a failure as far as it is written: its parts from the record, what people added, and the gaps',
  law,
  may: everyone,
  by: 'anyone',
  takes: z.strictObject({ incidentId: id }),
  gives: shown,
  run: (ctx: Ctx, { incidentId }) => prepared(ctx, incidentId),
});

export const writeLetter = operation({
  http: 'PUT /v1/channel-incidents/{incidentId}/letter',
  says: 'Write into the letter what only a person knows: remedy and date, state commissions, the notice to customers, contact and signer',
  law,
  may: ['compliance', 'counsel', 'officer'],
  by: 'person',
  takes: z.strictObject({ incidentId: id, ...known.shape }),
  gives: shown,
  async run(ctx: Ctx, { incidentId, ...facts }) {
    const incident = await incidentOf(ctx, incidentId);
    if (incident.letterSentOn !== null)
      refuse('wrong-state', `The letter went on ${incident.letterSentOn}.`, 'A correction is a new letter: counsel.');
    const row = { facts: asJson(facts), changedAt: ctx.at, changedBy: ctx.actor.name };
    await ctx.tx
      .insertInto('failureLetter')
      .values({ incidentId, ...row })
      .onConflict((conflict) => conflict.columns(['carrierId', 'incidentId']).doUpdateSet(row))
      .execute();
    const letter = await prepared(ctx, incidentId);
    const subject = `channel-incident:${incidentId}`;
    const kept = { gaps: letter.gaps };
    await record(ctx, { kind: 'channel-incident.letter-written', subject, happenedAt: ctx.at, facts: kept });
    return letter;
  },
});

const documentOf = async (ctx: Ctx, incidentId: string): Promise<OptOutFailureLetter> => {
  const letter = await prepared(ctx, incidentId);
  const incident = await incidentOf(ctx, incidentId);
  const { dated, remedy, states, customerNotice, contact, signer } = letter.facts;
  if (
    dated === null ||
    remedy === null ||
    states === null ||
    customerNotice === null ||
    contact === null ||
    signer === null
  )
    return refuse(
      'wrong-state',
      `The letter has gaps: ${letter.gaps.join(', ')}.`,
      'PUT them, or say that there is none.',
    );
  const carrier = await ctx.tx
    .selectFrom('carrier')
    .select(['name', 'filerId', 'address', 'contact'])
    .executeTakeFirstOrThrow();
  const day = (at: string) => datesOf(ctx, { from: Date.parse(at), until: Date.parse(at) + 1 }).first;
  return {
    kind: 'opt-out-failure-letter',
    carrier: carrier.name,
    createdAt: new Date(ctx.at).toISOString(),
    demo: ctx.carrier.demo,
    dated,
    secretary: null,
    companies: [
      {
        name: carrier.name,
        filerId:
          carrier.filerId ??
          refuse(
            'wrong-state',
            'The carrier has no Filer ID.',
            'Add it to the profile of the carrier (carrier.change).',
          ),
      },
    ],
    incident: {
      failedFrom: day(incident.lostFrom),
      detectedOn: day(incident.detectedAt),
      dueOn: letter.dueOn ?? dated,
    },
    mechanisms: letter.mechanisms,
    stillWorking: letter.stillWorking,
    problems: letter.problems,
    remedy,
    states,
    customerNotice: customerNotice === 'none' ? null : customerNotice,
    contact: { ...contact, organization: carrier.name, address: carrier.address.split(', '), email: carrier.contact },
    signer,
    signature: { kind: 'blank' },
  };
};

export const printLetter = streaming({
  http: 'GET /v1/channel-incidents/{incidentId}/letter/pdf',
  says: 'The letter with its seven parts as a PDF to sign and send; refused while it has gaps',
  law,
  may: ['compliance', 'counsel', 'officer'],
  by: 'anyone',
  takes: z.strictObject({ incidentId: id }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { incidentId }) {
    yield render(await work.transaction((ctx) => documentOf(ctx, incidentId)));
  },
});
