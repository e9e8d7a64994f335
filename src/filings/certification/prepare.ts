import { z } from 'zod';
import type { Control } from '../../carriers/promises/controls.ts';
import { dateAt } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { date, id } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { checklistOf } from './checklist.ts';
import { joinedOf, refuseContradicted } from './companies/joined.ts';
import { filedControls } from './controls/filed.ts';
import { filingOf, heldFiling, sentencesOf, stillOpen } from './find.ts';
import { keepFindings } from './findings.ts';
import { judgeSentences } from './judge-sentences.ts';
import { type KeptDocument, keepDocument } from './keep-document.ts';
import { lintPacket, refuseErrors } from './lint-packet.ts';
import { officerOf } from './officer.ts';
import { packetHashOf } from './packet-hash.ts';
import type { Filing, FilingSentence } from './record.ts';
import { renderPacket } from './render-packet.ts';
import { shownFiling, tellFiling } from './shown.ts';

// a filing that is late or unsigned is mended by filing alone: this contradicts its sentence and stops nothing
const mendedByFiling = new Set(filedControls.map(({ id }) => id));

const breaks = ({ status, control }: FilingSentence['evidence'][number]): boolean =>
  status === 'not kept' && !mendedByFiling.has(control);

/** A contradicted sentence stops the filing, unless it says itself that the carrier is not in compliance. */
export const refuseContradictions = ({ outcome }: Filing, sentences: readonly FilingSentence[]): void => {
  const broken = sentences.filter(({ evidence }) => evidence.some(breaks));
  if (broken.length === 0 || outcome.kind === 'not-in-compliance') return;
  const why = broken.map(({ chapter, position, code, evidence }) => {
    const reasons = evidence.filter(breaks).map(({ because }) => because);
    return `${chapter}.${position} ${code}: ${reasons.join('; ')}`;
  });
  throw new Problem('filing-blocked', {
    detail: `The records contradict ${broken.length} of the sentences: ${why.join(' | ')}`,
    fix: 'Mend the practice, or certify "not in compliance, because …" (filings.write).',
    cite: '47 CFR 64.2009(e)',
  });
};

const days = (ctx: Ctx, year: number, filesOn: string): string => {
  const today = dateAt(ctx, ctx.at);
  if (today <= `${year}-12-31`)
    refuse('wrong-state', `The year ${year} is not over.`, 'Prepare the certificate from January 1 of the next year.');
  if (filesOn < today) refuse('invalid-input', "'filesOn' lies before the signing.", 'Give today or a later day.');
  return today;
};

const outwardKinds = new Set(['cover-letter', 'certificate', 'statement']);

const keepAll = async (ctx: Ctx, filing: Filing, packet: readonly Parameters<typeof keepDocument>[3][]) => {
  const kept: KeptDocument[] = [];
  for (const [position, made] of packet.entries()) kept.push(await keepDocument(ctx, filing, position, made));
  const listed = kept.map(({ kind, name, title, sha256, bytes }) => ({
    kind,
    name,
    title,
    sha256,
    size: bytes.length,
  }));
  await keepDocument(ctx, filing, 90, await checklistOf(ctx, filing, listed, 'prepared', null));
  return kept;
};

/** The operation that renders the packet which an officer will sign today, after judging every sentence anew and linting it. */
export const prepareFiling = (controls: readonly Control[]) =>
  operation({
    http: 'POST /v1/filings/{filingId}:prepare',
    says: 'Judge the sentences anew, render letter, certificate, statement, metadata and checklist for that officer to sign today, and lint them',
    law: ['47 CFR 64.2009(e)'],
    may: ['compliance', 'officer'],
    by: 'person',
    takes: z.strictObject({ filingId: id, officerId: id, filesOn: date }),
    gives: shownFiling,
    async run(ctx: Ctx, { filingId, officerId, filesOn }) {
      const held = await heldFiling(ctx, filingId);
      stillOpen(held);
      if (held.round === 0)
        refuse('wrong-state', 'The statement is not written yet.', 'Write the statement first (filings.write).');
      const signingOn = days(ctx, held.year, filesOn);
      const officer = await officerOf(ctx, officerId);
      const filing = { ...held, round: await judgeSentences(ctx, held, controls), officerId, signingOn, filesOn };
      const sentences = await sentencesOf(ctx, filing);
      refuseContradictions(filing, sentences);
      refuseContradicted(filing, await joinedOf(ctx, filing));
      const packet = await renderPacket(ctx, filing, officer, sentences);
      const printed = packet.filter(({ kind }) => outwardKinds.has(kind)).map(({ bytes }) => bytes);
      const findings = await lintPacket(printed, filing.year, filesOn);
      refuseErrors(findings, filing);
      await keepFindings(ctx, filing, findings);
      const kept = await keepAll(ctx, filing, packet);
      const packetHash = packetHashOf(kept);
      const { round } = filing;
      await ctx.tx
        .updateTable('filing')
        .set({ state: 'prepared', round, officerId, signingOn, filesOn, packetHash })
        .where('id', '=', filingId)
        .execute();
      await record(ctx, {
        kind: 'filing.prepared',
        subject: `filing:${filingId}`,
        happenedAt: ctx.at,
        facts: { round, officer: officer.name, packetHash, files: kept.map(({ name, sha256 }) => ({ name, sha256 })) },
      });
      return tellFiling(ctx, await filingOf(ctx, filingId));
    },
  });
