import type { SignatureBlock } from './block.ts';
import type { Signature } from './frame.ts';
import { requireText } from './require.ts';
import { writtenDate } from './written.ts';

/** The lines where the signer signs: conformed ("/s/ name" with its date) or empty for a pen. */
export function signatureBlock(signature: Signature, under: readonly string[], note: string | null): SignatureBlock {
  if (signature.kind === 'blank') return { kind: 'signature', signed: null, under, dated: null, note: null };
  return {
    kind: 'signature',
    signed: `/s/ ${requireText('signature.name', signature.name)}`,
    under,
    dated: writtenDate('signature.signedOn', signature.signedOn),
    note,
  };
}
