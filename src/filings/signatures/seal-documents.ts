import { z } from 'zod';
import { told } from '../../carriers/promises/local-time.ts';
import type { Ctx } from '../../db/context.ts';
import { signPdf } from '../../documents/sign-pdf.ts';
import { refuse } from '../../kernel/problem.ts';
import type { Officer } from '../certification/document-facts.ts';
import { type KeptDocument, keepDocument } from '../certification/keep-document.ts';
import type { Filing } from '../certification/record.ts';

/** The carrier's own certificate with its key, given for this act only: neither file nor passphrase is kept. */
export const pkcs12 = z.strictObject({
  /** the PKCS #12 file, base64 */
  file: z.base64().max(100_000),
  passphrase: z.string().max(1000),
});
export type Pkcs12 = z.output<typeof pkcs12>;

const firstSealed = 81;

const signedPdfs = (ctx: Ctx, { id, round }: Filing) =>
  ctx.tx
    .selectFrom('filingDocument')
    .select(['name', 'title', 'bytes'])
    .where('filingId', '=', id)
    .where('round', '=', round)
    .where('signed', '=', true)
    .where('mediaType', '=', 'application/pdf')
    .orderBy('position')
    .execute();

/** Keeps each signed PDF once more with the certificate's signature appended, so that any PDF reader checks it. */
export const sealDocuments = async (
  ctx: Ctx,
  filing: Filing,
  officer: Officer,
  { file, passphrase }: Pkcs12,
): Promise<readonly KeptDocument[]> => {
  const { contact } = filing;
  const words = {
    signerName: officer.name,
    reason: `CPNI certification for ${filing.year}`,
    location: contact.address.at(-1) ?? '',
    contact: contact.email,
    signedAt: told(ctx, ctx.at),
  };
  const kept: KeptDocument[] = [];
  for (const [n, { name, title, bytes }] of (await signedPdfs(ctx, filing)).entries()) {
    const sealed = await signPdf(new Uint8Array(bytes), Buffer.from(file, 'base64'), passphrase, words).catch(() =>
      refuse(
        'invalid-input',
        "'certificate': the file or its passphrase cannot sign.",
        'Give a PKCS #12 file with an RSA key and its certificate, and its passphrase; or sign without it.',
      ),
    );
    kept.push(
      await keepDocument(ctx, filing, firstSealed + n, {
        kind: 'sealed',
        name: name.replace(/\.pdf$/, '-sealed.pdf'),
        title: `${title}, sealed with the carrier's certificate`,
        mediaType: 'application/pdf',
        bytes: sealed,
        signed: false,
      }),
    );
  }
  return kept;
};
