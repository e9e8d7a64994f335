import { plainAddPlaceholder } from '@signpdf/placeholder-plain';
import { P12Signer } from '@signpdf/signer-p12';
import { SignPdf } from '@signpdf/signpdf';
import { requireInstant, requireText } from './require.ts';

/** What the signature says of itself; `signedAt` is an RFC 3339 instant and goes into the signed attributes. */
export interface PdfSignature {
  readonly signerName: string;
  readonly reason: string;
  readonly location: string;
  readonly contact: string;
  readonly signedAt: string;
}

// Room for the signature with a chain of four certificates; @signpdf refuses, and says so, when a chain is longer.
const signatureBytes = 16_384;

/**
 * Signs the PDF with the carrier's PKCS#12 certificate (RSA), adbe.pkcs7.detached with SHA-256. The given bytes stay as they are at
 * the beginning, so their own hash still proves them. Throws when the file, passphrase or key cannot be used.
 */
export async function signPdf(
  pdf: Uint8Array,
  p12: Uint8Array,
  passphrase: string,
  signature: PdfSignature,
): Promise<Uint8Array> {
  requireInstant('signedAt', signature.signedAt);
  const signingTime = new Date(signature.signedAt);
  const prepared = plainAddPlaceholder({
    pdfBuffer: Buffer.from(pdf),
    name: ascii(requireText('signerName', signature.signerName)),
    reason: ascii(signature.reason),
    location: ascii(signature.location),
    contactInfo: ascii(signature.contact),
    signingTime,
    signatureLength: signatureBytes,
    appName: 'compline',
  });
  try {
    return new Uint8Array(await new SignPdf().sign(prepared, new P12Signer(p12, { passphrase }), signingTime));
  } catch (cause) {
    throw new Error(
      'The PDF could not be signed: give a PKCS#12 file that holds an RSA key with its certificate, and its passphrase',
      { cause },
    );
  }
}

// @signpdf 3.3 writes the UTF-16 of other letters as if it were UTF-8, which readers show as noise. The certificate holds the true name.
function ascii(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?');
}
