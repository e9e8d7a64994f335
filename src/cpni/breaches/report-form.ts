import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx, Work } from '../../db/context.ts';
import type { BreachReport } from '../../documents/breach-report.ts';
import { render } from '../../documents/render.ts';
import { id } from '../../kernel/columns.ts';
import { operation, type Role, streaming } from '../../kernel/operation.ts';
import { found } from '../../kernel/problem.ts';
import type { Breach } from './clocks.ts';
import { lastAssessment } from './harm.ts';

const law = ['47 CFR 64.2011(b)', '47 CFR 64.2011(b)(2)'];
const may: readonly Role[] = ['compliance', 'counsel', 'officer'];
const form = z.strictObject({
  breachId: id,
  fields: z.array(z.strictObject({ name: z.string(), label: z.string(), value: z.string().nullable() })),
  /** labels of the fields that the record does not fill */
  gaps: z.array(z.string()),
});

const carrierOf = (ctx: Ctx) =>
  ctx.tx.selectFrom('carrier').select(['name', 'filerId', 'frn', 'address', 'contact']).executeTakeFirstOrThrow();

/** An empty text fills nothing. */
const orGap = (text: string | null): string | null => (text === null || text.trim() === '' ? null : text);

const intent = { yes: 'intentional', no: 'inadvertent', unknown: null } as const;

const fieldsOf = (ctx: Ctx, breach: Breach, carrier: Awaited<ReturnType<typeof carrierOf>>) => [
  { name: 'carrier', label: 'Carrier', value: carrier.name },
  { name: 'filerId', label: 'Filer ID', value: orGap(carrier.filerId) },
  { name: 'frn', label: 'FCC registration number', value: orGap(carrier.frn) },
  { name: 'address', label: 'Address', value: orGap(carrier.address) },
  { name: 'contact', label: 'Contact', value: orGap(carrier.contact) },
  { name: 'discoveredAt', label: 'Discovered', value: told(ctx, breach.discoveredAt) },
  { name: 'determinedOn', label: 'Reasonably determined', value: breach.determinedOn },
  { name: 'intent', label: 'Intent', value: intent[breach.intentional] },
  { name: 'cpni', label: 'CPNI concerned', value: breach.cpni.join(', ') },
  {
    name: 'customers',
    label: 'Customers affected',
    value: breach.customers === null ? null : breach.customers.toLocaleString('en-US'),
  },
  { name: 'circumstances', label: 'Circumstances', value: breach.circumstances },
];

type Judgment = Awaited<ReturnType<typeof lastAssessment>>;

/** What the report has to say where customers are to be told before its hold ends, 64.2011(b)(2): for whom, why, and who was asked. */
const urgencyOf = (judged: Judgment) => {
  const label = 'Urgent need to tell customers before the hold ends';
  if (judged?.harm !== 'immediate-and-irreparable') return [{ name: 'urgentHarm', label, value: 'none stated' }];
  const { whom, why, agency, consultedOn } = judged;
  const consulted = agency === null ? null : `${agency}, ${consultedOn}`;
  return [
    { name: 'urgentHarm', label, value: `${whom}: ${why}` },
    { name: 'consulted', label: 'Agency consulted', value: consulted },
  ];
};

const prepared = async (ctx: Ctx, breachId: string): Promise<z.output<typeof form>> => {
  const row = await ctx.tx.selectFrom('breach').selectAll().where('id', '=', breachId).executeTakeFirst();
  const urgency = urgencyOf(await lastAssessment(ctx, breachId));
  const fields = [...fieldsOf(ctx, found(row, 'breach'), await carrierOf(ctx)), ...urgency];
  return { breachId, fields, gaps: fields.filter(({ value }) => value === null).map(({ label }) => label) };
};

export const showReportForm = operation({
  http: 'GET /v1/breaches/{breachId}/report-form',
  says: 'The report of a breach as fields for the central facility, filled from the record, with the gaps named',
  law,
  may,
  by: 'anyone',
  takes: z.strictObject({ breachId: id }),
  gives: form,
  run: (ctx: Ctx, { breachId }) => prepared(ctx, breachId),
});

const documentOf = async (ctx: Ctx, breachId: string): Promise<BreachReport> => {
  const { fields, gaps } = await prepared(ctx, breachId);
  const { name: carrier, demo } = ctx.carrier;
  return {
    kind: 'breach-report',
    carrier,
    createdAt: new Date(ctx.at).toISOString(),
    demo,
    fields: fields.map(({ label, value }) => ({ label, value })),
    gaps,
  };
};

export const printReportForm = streaming({
  http: 'GET /v1/breaches/{breachId}/report-form/pdf',
  says: 'The same on a page as PDF, to have at hand while the form of the central facility is filled in',
  law,
  may,
  by: 'anyone',
  takes: z.strictObject({ breachId: id }),
  reads: null,
  writes: 'application/pdf',
  async *stream(work: Work, { breachId }) {
    yield render(await work.transaction((ctx) => documentOf(ctx, breachId)));
  },
});
