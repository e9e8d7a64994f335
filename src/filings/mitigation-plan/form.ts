import { z } from 'zod';
import type { Ctx } from '../../db/context.ts';
import { id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { refuse } from '../../kernel/problem.ts';
import type { RegistrationFacts } from './record.ts';
import { newestRegistration } from './registration.ts';
import { mayReadPlans } from './roles.ts';
import { actionInWords } from './sentences/cooperation.ts';
import { inWords } from './sentences/template.ts';
import { signedPlan } from './store.ts';
import { type PlanProfile, planProfile } from './telling.ts';

const formField = z.strictObject({ field: z.string(), value: z.string(), cite: z.string() });
type Field = z.output<typeof formField>;

const names = (of: RegistrationFacts['principals']): string => inWords(of.map(({ name }) => name));
const d4 = '47 CFR 64.6305(d)(4)';

/** What is filed with the form, and what was: the signed plan with its officer, and the days of the last filings. */
type Filed = {
  readonly plan: { readonly file: string; readonly officer: string; readonly signedOn: string } | null;
  readonly updatedOn: string | null;
  readonly recertifiedOn: string | null;
};

const unsigned = 'not signed yet';

/** The form of the Robocall Mitigation Database, field by field, as a person copies it. Pure. */
export const formFields = (profile: PlanProfile, f: RegistrationFacts, filed: Filed): readonly Field[] => [
  { field: 'Business name', value: profile.name, cite: d4 },
  { field: 'FCC Registration Number', value: profile.frn ?? 'not entered', cite: d4 },
  { field: 'Other FCC Registration Numbers', value: inWords(f.otherFrns), cite: d4 },
  { field: 'Other names in use', value: inWords(f.otherNames), cite: d4 },
  { field: 'Former names', value: inWords(profile.formerNames), cite: d4 },
  { field: 'Business address', value: profile.address, cite: d4 },
  { field: 'Country', value: f.country, cite: d4 },
  { field: 'Foreign voice service provider', value: f.foreign, cite: '47 CFR 64.6305(d)(2)(v)' },
  { field: 'Role in the call path', value: inWords(f.roles), cite: d4 },
  {
    field: 'Implementation of STIR/SHAKEN, by role',
    value: inWords(f.roles.map((role) => `${role}: ${f.status}`)),
    cite: '47 CFR 64.6305(d)(1)',
  },
  {
    field: 'Extension or lack of control',
    value:
      f.extension.kind === 'none' ? 'none' : `${f.extension.paragraph ?? f.extension.kind}: ${f.extension.because}`,
    cite: '47 CFR 64.6305(d)(2)(i)',
  },
  { field: 'Operating Company Number', value: inWords(profile.operatingCompanyNumbers), cite: d4 },
  { field: 'Contact: name', value: f.contact.name, cite: d4 },
  { field: 'Contact: title', value: f.contact.title, cite: d4 },
  { field: 'Contact: department', value: f.contact.department, cite: d4 },
  { field: 'Contact: address', value: f.contact.address, cite: d4 },
  { field: 'Contact: country', value: f.contact.country, cite: d4 },
  { field: 'Contact: telephone', value: f.contact.telephone, cite: d4 },
  { field: 'Contact: extension', value: f.contact.extension === '' ? 'none' : f.contact.extension, cite: d4 },
  { field: 'Contact: e-mail', value: f.contact.email, cite: d4 },
  { field: 'Principals', value: names(f.principals), cite: d4 },
  { field: 'Affiliates', value: names(f.affiliates), cite: d4 },
  { field: 'Subsidiaries', value: names(f.subsidiaries), cite: d4 },
  { field: 'Parent companies', value: names(f.parents), cite: d4 },
  {
    field: 'Actions and investigations in the past two years',
    value: f.enforcement.length === 0 ? 'none' : f.enforcement.map(({ agency }) => agency).join('; '),
    cite: '47 CFR 64.6305(d)(2)(iv)',
  },
  {
    field: 'What they are about, since when, how they stand and what was found',
    value: f.enforcement.length === 0 ? 'none' : f.enforcement.map(actionInWords).join('; '),
    cite: '47 CFR 64.6305(d)(2)(iv)',
  },
  { field: 'Removed or barred before', value: f.removals, cite: '47 CFR 64.6305(d)(1)' },
  { field: 'Robocall mitigation plan', value: filed.plan?.file ?? unsigned, cite: '47 CFR 64.6305(d)(2)' },
  {
    field: 'Declaration under penalty of perjury (47 CFR 1.16) and electronic signature',
    value: filed.plan === null ? unsigned : `by ${filed.plan.officer}, who signed the plan on ${filed.plan.signedOn}`,
    cite: '47 CFR 64.6305(d)(3)',
  },
  { field: 'Last updated', value: filed.updatedOn ?? 'never', cite: '47 CFR 64.6305(d)(5)' },
  { field: 'Last recertified', value: filed.recertifiedOn ?? 'never', cite: '47 CFR 64.6305(h)' },
];

const lastFiled = async (ctx: Ctx, kind: 'update' | 'recertification'): Promise<string | null> => {
  const row = await ctx.tx
    .selectFrom('registrationReceipt')
    .select('filedOn')
    .where('kind', '=', kind)
    .orderBy('filedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.filedOn ?? null;
};

const filedOf = async (ctx: Ctx): Promise<Filed> => {
  const signed = await signedPlan(ctx);
  const plan =
    signed === undefined
      ? null
      : {
          file: `mitigation-plan-v${signed.version}.pdf, SHA-256 of the set ${signed.documentsHash}`,
          officer: `${signed.officerName}, ${signed.officerTitle}`,
          signedOn: signed.signingOn,
        };
  const [updatedOn, recertifiedOn] = [await lastFiled(ctx, 'update'), await lastFiled(ctx, 'recertification')];
  return { plan, updatedOn, recertifiedOn };
};

const confirmed = async (ctx: Ctx, registrationId: string): Promise<string | null> => {
  const row = await ctx.tx
    .selectFrom('registrationReceipt')
    .select('confirmation')
    .where('registrationId', '=', registrationId)
    .orderBy('filedAt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.confirmation ?? null;
};

export const showForm = operation({
  http: 'GET /v1/registration-form',
  says: 'The fields of the Robocall Mitigation Database as a checklist, each with its value and paragraph, and the confirmation of what is filed',
  law: ['47 CFR 64.6305(d)(4)'],
  may: mayReadPlans,
  by: 'anyone',
  takes: z.strictObject({}),
  gives: z.strictObject({
    registrationId: id,
    fields: z.array(formField),
    /** of this very version; null while nothing confirms it */
    confirmation: z.string().nullable(),
  }),
  async run(ctx: Ctx) {
    const registration =
      (await newestRegistration(ctx)) ??
      refuse('wrong-state', 'What the registration says is not entered yet.', 'POST /v1/registrations first.');
    return {
      registrationId: registration.id,
      fields: [...formFields(await planProfile(ctx), registration.facts, await filedOf(ctx))],
      confirmation: await confirmed(ctx, registration.id),
    };
  },
});
