import type { Ctx } from '../../db/context.ts';
import { render } from '../../documents/render.ts';
import { ledgerKeyOf, originOf } from '../../ledger/key-of.ts';
import type { Receipt } from '../../ledger/record.ts';
import type { Officer } from '../certification/document-facts.ts';
import type { NewDocument } from '../certification/keep-document.ts';
import type { Filing } from '../certification/record.ts';
import type { Knowledge } from '../certification/see/seen.ts';
import { recipeOf, type SealRecord } from './seal.ts';

type Signed = { readonly title: string; readonly name: string; readonly sha256: string; readonly size: number };

/** The page that names who signed which bytes under which seal, with the ledger's receipt. */
export const signaturePageOf = async (
  ctx: Ctx,
  filing: Filing,
  officer: Officer,
  files: readonly Signed[],
  seal: { readonly record: SealRecord; readonly value: string; readonly receipt: Receipt },
  { seen, talkedTo }: Knowledge,
): Promise<NewDocument> => {
  const key = await ledgerKeyOf(ctx.dataFolder, ctx.carrier.id, ctx.at);
  const bytes = render({
    kind: 'signature-page',
    carrier: filing.companies.map(({ name }) => name).join(', '),
    createdAt: seal.record.signedAt,
    demo: ctx.carrier.demo,
    files: files.map(({ title, name, sha256, size }) => ({ title, file: name, sha256, bytes: size })),
    signer: { name: officer.name, title: officer.title, email: officer.email },
    signedAt: seal.record.signedAt,
    authentication: 'Password, asked again at the moment of signing',
    consent: seal.record.consent,
    seal: {
      algorithm: 'SHA-256 over the canonical JSON (RFC 8785) of the seal record',
      value: seal.value,
      recipe: recipeOf(seal.record),
    },
    receipt: {
      entryId: seal.receipt.entryId,
      origin: originOf(ctx.carrier.id),
      publicKey: key.signing.verifier.text,
      leaf: seal.receipt.leaf,
      integrated: null,
    },
    seen,
    talkedTo,
  });
  return {
    kind: 'signature-page',
    name: `signature-page-${filing.year}.pdf`,
    title: 'Signature page',
    mediaType: 'application/pdf',
    bytes,
    signed: false,
  };
};
