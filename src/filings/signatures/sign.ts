import { z } from 'zod';
import { dateAt, told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { id, passwordAgain, sha256Hex } from '../../kernel/columns.ts';
import { operation } from '../../kernel/operation.ts';
import { Problem, refuse } from '../../kernel/problem.ts';
import { record } from '../../ledger/record.ts';
import { checklistOf } from '../certification/checklist.ts';
import type { Officer } from '../certification/document-facts.ts';
import { documentsOf, filingOf, heldFiling, sentencesOf } from '../certification/find.ts';
import { refuseUnanswered } from '../certification/findings.ts';
import { keepDocument } from '../certification/keep-document.ts';
import { officerOf } from '../certification/officer.ts';
import { packetHashOf, sha256 } from '../certification/packet-hash.ts';
import { refuseContradictions } from '../certification/prepare.ts';
import type { Filing } from '../certification/record.ts';
import { knowledgeOf } from '../certification/see/seen.ts';
import { shownFiling, tellFiling } from '../certification/shown.ts';
import { consentWords, recipeOf, type SealRecord, sealOf } from './seal.ts';
import { pkcs12, sealDocuments } from './seal-documents.ts';
import { signaturePageOf } from './signature-page.ts';

/** The stored bytes hashed again: what is signed is what lies there now. */
const signedFiles = async (ctx: Ctx, { id: filingId, round }: Filing) => {
  const rows = await ctx.tx
    .selectFrom('filingDocument')
    .select(['kind', 'name', 'title', 'bytes'])
    .where('filingId', '=', filingId)
    .where('round', '=', round)
    .where('signed', '=', true)
    .orderBy('position')
    .execute();
  return rows.map(({ bytes, ...file }) => ({ ...file, sha256: sha256(bytes), size: bytes.length }));
};

const signerOf = async (ctx: Ctx, filing: Filing): Promise<Officer> => {
  const personId = ctx.actor.kind === 'person' ? ctx.actor.id : null;
  if (filing.state !== 'prepared')
    refuse('wrong-state', `The filing is ${filing.state}, not prepared.`, 'Prepare it first (filings.prepare).');
  if (personId === null || personId !== filing.officerId)
    throw new Problem('not-allowed', {
      detail: 'The packet names another officer: nobody signs for another.',
      fix: 'Let that officer sign, or prepare the packet in your name.',
      cite: '47 CFR 64.2009(e)',
    });
  if (filing.signingOn !== dateAt(ctx, ctx.at))
    refuse(
      'wrong-state',
      `The packet was prepared to be signed on ${filing.signingOn}.`,
      'Prepare it again today: the certificate prints the date.',
    );
  return officerOf(ctx, personId);
};

const evidenceOf = (
  files: readonly { readonly name: string; readonly sha256: string }[],
  seal: SealRecord,
  value: string,
) => ({
  files: files.map(({ name, sha256: hash }) => ({ name, sha256: hash })),
  seal: value,
  ...seal,
});

export const signFiling = operation({
  http: 'POST /v1/filings/{filingId}:sign',
  says: 'Sign the exact bytes of the prepared packet as the officer whom it names, who proves again that it is he',
  law: ['47 CFR 64.2009(e)', '47 CFR 1.17'],
  may: ['officer'],
  by: 'person-again',
  takes: z.strictObject({
    filingId: id,
    /** the packet hash that the officer saw */
    packetHash: sha256Hex,
    password: passwordAgain,
    /** the carrier's own certificate, to sign the PDFs too */
    certificate: pkcs12.nullable().default(null),
  }),
  gives: shownFiling,
  async run(ctx: Ctx, { filingId, packetHash, certificate }) {
    const filing = await heldFiling(ctx, filingId);
    const officer = await signerOf(ctx, filing);
    const files = await signedFiles(ctx, filing);
    if (packetHash !== filing.packetHash || packetHash !== packetHashOf(files))
      refuse(
        'changed-meanwhile',
        "'packetHash': it is not the hash of the packet as it lies here.",
        'Read the packet again and give the hash you see.',
      );
    refuseContradictions(filing, await sentencesOf(ctx, filing));
    await refuseUnanswered(ctx, filing);
    const seal: SealRecord = {
      packetHash,
      officerId: officer.id,
      officerName: officer.name,
      officerTitle: officer.title,
      signedAt: told(ctx, ctx.at),
      consent: consentWords,
    };
    const value = sealOf(seal);
    const subject = `filing:${filingId}`;
    const known = await knowledgeOf(ctx, filingId, officer.id);
    const facts = { ...evidenceOf(files, seal, value), ...known };
    const receipt = await record(ctx, { kind: 'filing.signed', subject, happenedAt: ctx.at, facts });
    const page = await signaturePageOf(ctx, filing, officer, files, { record: seal, value, receipt }, known);
    const kept = await keepDocument(ctx, filing, 80, page);
    const sealed = certificate === null ? [] : await sealDocuments(ctx, filing, officer, certificate);
    const signatureId = ctx.id();
    await ctx.tx
      .insertInto('filingSignature')
      .values({
        id: signatureId,
        filingId,
        officerId: officer.id,
        officerName: officer.name,
        officerTitle: officer.title,
        signedAt: ctx.at,
        packetHash,
        seal: value,
        consent: consentWords,
        recipe: recipeOf(seal),
        pageId: kept.id,
        entryId: receipt.entryId,
      })
      .execute();
    await keepDocument(ctx, filing, 91, await checklistOf(ctx, filing, await documentsOf(ctx, filing), 'signed', null));
    await ctx.tx.updateTable('filing').set({ state: 'signed', signatureId }).where('id', '=', filingId).execute();
    await record(ctx, {
      kind: 'filing.signature-page',
      subject,
      happenedAt: ctx.at,
      facts: {
        name: kept.name,
        sha256: kept.sha256,
        entryId: receipt.entryId,
        sealed: sealed.map(({ name, sha256: hash }) => ({ name, sha256: hash })),
      },
    });
    return tellFiling(ctx, await filingOf(ctx, filingId));
  },
});
