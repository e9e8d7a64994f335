import { z } from 'zod';
import type { Control } from '../../carriers/promises/controls.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import { asJson, type Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { officerOf } from '../certification/officer.ts';
import { packetHashOf } from '../certification/packet-hash.ts';
import { judgePlan, saidNow } from './judge.ts';
import { lintPrintedPlan, refusePlanErrors } from './lint-plan.ts';
import type { MitigationPlan, PlanSentence } from './record.ts';
import { newestRegistration } from './registration.ts';
import { renderPlan } from './render-plan.ts';
import { mayWritePlans, planLaw } from './roles.ts';
import { planFindings, shownPlan, tellPlan } from './shown.ts';
import { preparedPlan, signedPlan } from './store.ts';
import { type PlanProfile, planTelling } from './telling.ts';

/** What only a filing mends does not stop one: a late update, a recertification that was missed. They stay marked. */
const mendedByFiling: ReadonlySet<string> = new Set(['plan-binding', 'registration']);

/** A sentence is published only where a control measures it and no control contradicts it. */
const refuseUnbound = (sentences: readonly PlanSentence[], controls: readonly Control[]): void => {
  const known = new Set(controls.map((control) => control.id));
  const unbound = sentences.filter((one) => one.controls.length === 0 || one.controls.some((name) => !known.has(name)));
  if (unbound.length > 0)
    throw new Error(`no control measures ${unbound.map(({ code }) => code).join(', ')}: bind each to one`);
  const broken = sentences.flatMap(({ number, code, evidence }) => {
    const against = evidence.filter(({ status, control }) => status === 'not kept' && !mendedByFiling.has(control));
    return against.length === 0 ? [] : [`${number} ${code}: ${against.map(({ because }) => because).join('; ')}`];
  });
  if (broken.length === 0) return;
  throw new Problem('filing-blocked', {
    detail: `The records contradict ${broken.length} of the sentences: ${broken.join(' | ')}`,
    fix: 'Mend the practice: a plan suffices only where its practices are followed.',
    cite: '47 CFR 64.6305(a)(2)',
  });
};

const refuseUnknown = (withheld: readonly string[], sentences: readonly PlanSentence[]): void => {
  const unknown = withheld.filter((code) => !sentences.some((sentence) => sentence.code === code));
  if (unknown.length > 0)
    refuse(
      'invalid-input',
      `'withheld': no sentence '${unknown.join("', '")}'.`,
      'Give codes of sentences that are written.',
    );
};

const entered = async (ctx: Ctx) =>
  (await newestRegistration(ctx)) ??
  refuse('wrong-state', 'What the registration says is not entered yet.', 'POST /v1/registrations first.');

const refuseUnnamed = ({ frn, address }: PlanProfile): void => {
  if (frn === null)
    refuse('wrong-state', "'frn' of the carrier's profile is not entered.", 'Enter it with PUT /v1/carrier.');
  if (address.trim() === '')
    refuse('wrong-state', "'address' of the carrier's profile is empty.", 'Enter it with PUT /v1/carrier.');
};

type Written = Omit<MitigationPlan, 'carrierId' | 'id' | 'version' | 'round' | 'state' | 'signedAt'>;

/** Keeps what was written; a plan that nobody signed is written over, for only signed ones are versions. */
const keep = async (
  ctx: Ctx,
  version: number,
  written: Written,
  documents: ReturnType<typeof renderPlan>,
): Promise<string> => {
  const values = { ...written, sentences: asJson(written.sentences) };
  const draft = await preparedPlan(ctx);
  const planId = draft?.id ?? ctx.id();
  const round = (draft?.round ?? 0) + 1;
  if (draft === undefined)
    await ctx.tx
      .insertInto('mitigationPlan')
      .values({ id: planId, version, round, state: 'prepared', ...values, signedAt: null })
      .execute();
  else
    await ctx.tx
      .updateTable('mitigationPlan')
      .set({ ...values, round })
      .where('id', '=', planId)
      .execute();
  for (const { bytes, ...document } of documents)
    await ctx.tx
      .insertInto('mitigationPlanDocument')
      .values({ id: ctx.id(), planId, round, ...document, bytes: Buffer.from(bytes), madeAt: ctx.at })
      .execute();
  return planId;
};

/** The operation that writes the plan from the records, judged sentence by sentence and linted, for an officer to sign today. */
export const preparePlan = (controls: readonly Control[]) =>
  operation({
    http: 'POST /v1/mitigation-plans:prepare',
    says: 'Write the robocall mitigation plan from settings and records, each sentence bound to its control, render the complete and the public form, and lint them; a sentence that the records contradict stops it',
    law: [...planLaw, '47 CFR 64.6305(d)(3)'],
    may: mayWritePlans,
    by: 'person',
    takes: z.strictObject({ officerId: id, effectiveOn: date, withheld: z.array(z.string()) }),
    gives: shownPlan.extend({ findings: planFindings }),
    async run(ctx: Ctx, { officerId, effectiveOn, withheld }) {
      const registration = await entered(ctx);
      const officer = await officerOf(ctx, officerId);
      const signingOn = dateAt(ctx, ctx.at);
      if (effectiveOn < signingOn)
        refuse('invalid-input', "'effectiveOn' lies before the signing.", 'Give today or a later day.');
      const telling = await planTelling(ctx, registration.facts);
      refuseUnnamed(telling.profile);
      const sentences = await judgePlan(ctx, saidNow(telling), controls);
      refuseUnbound(sentences, controls);
      refuseUnknown(withheld, sentences);
      const before = await signedPlan(ctx);
      const supersedes = before === undefined ? null : { version: before.version, effectiveOn: before.effectiveOn };
      const version = (before?.version ?? 0) + 1;
      const printing = { version, effectiveOn, supersedes, sentences, withheld, officer, signingOn };
      const documents = renderPlan(ctx, { ...printing, carrier: telling.profile.name });
      const findings = await lintPrintedPlan(documents[0].bytes, effectiveOn, registration.facts);
      refusePlanErrors(findings);
      const documentsHash = packetHashOf(documents);
      const written = {
        ...{ registrationId: registration.id, effectiveOn, sentences, withheld, signingOn, documentsHash },
        ...{ officerId, officerName: officer.name, officerTitle: officer.title },
        ...{ preparedBy: ctx.actor.name, preparedAt: ctx.at, sameAt: ctx.at },
      };
      const planId = await keep(ctx, version, written, documents);
      await record(ctx, {
        kind: 'mitigation-plan.prepared',
        subject: `mitigation-plan:${planId}`,
        happenedAt: ctx.at,
        facts: {
          version,
          officer: officer.name,
          documentsHash,
          sentences: sentences.map(({ code, mark }) => ({ code, mark })),
          files: documents.map(({ name, sha256 }) => ({ name, sha256 })),
        },
      });
      const told = findings.map(({ code, severity, message }) => ({ code, severity, message }));
      return { ...(await tellPlan(ctx, planId)), findings: told };
    },
  });
