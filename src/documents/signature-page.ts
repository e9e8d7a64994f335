import { type Block, field, fields, heading, monoField, type Page, paragraph, steps } from './block.ts';
import type { Frame } from './frame.ts';
import { requireCount, requireInstant, requireSha256, requireSome, requireText } from './require.ts';
import { inSeries, writtenSize } from './written.ts';

/** A file that was signed: its exact bytes by hash and size. */
export interface SignedFile {
  readonly title: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** Where the signing stands in the ledger; `integrated` null until a checkpoint covers it. */
export interface LedgerReceipt {
  readonly entryId: string;
  readonly origin: string;
  readonly publicKey: string;
  readonly leaf: string;
  readonly integrated: { readonly index: number; readonly checkpoint: string } | null;
}

/** Facts of the signature page, a document of its own beside the bytes that were signed. */
export interface SignaturePage extends Frame {
  readonly kind: 'signature-page';
  readonly files: readonly SignedFile[];
  readonly signer: { readonly name: string; readonly title: string; readonly email: string };
  readonly signedAt: string;
  /** How the signer proved who he is at that moment, and the words he agreed to. */
  readonly authentication: string;
  readonly consent: string;
  /** The seal's value and the steps that compute it again from the files. */
  readonly seal: { readonly algorithm: string; readonly value: string; readonly recipe: readonly string[] };
  readonly receipt: LedgerReceipt;
  /** What the signer opened on his way here, by leaf hash, and for how many seconds; null: he did not close it. */
  readonly seen: readonly { readonly entryId: string; readonly leaf: string; readonly seconds: number | null }[];
  readonly talkedTo: readonly string[];
}

/** Who signed which bytes, when, under which seal, and how a stranger checks it. */
export function signaturePage(facts: SignaturePage): Page {
  requireInstant('signedAt', facts.signedAt);
  return {
    title: `Signature page: ${inSeries(facts.files.map(({ title }) => title))}`,
    name: 'Signature page',
    description: 'Names the signed files by their SHA-256, the seal and the ledger receipt',
    legends: [],
    blocks: [
      heading(1, 'Signature page'),
      heading(2, 'Who signed'),
      fields([
        field('Signer', requireText('signer.name', facts.signer.name)),
        field('Title', facts.signer.title),
        field('E-mail', facts.signer.email),
        field('Signed at', facts.signedAt),
        field('Authenticated by', facts.authentication),
        field('Words agreed to', facts.consent),
      ]),
      heading(2, 'What was signed'),
      ...requireSome('files', facts.files).map(signedFile),
      heading(2, 'Seal'),
      fields([
        field('Algorithm', facts.seal.algorithm),
        monoField('Seal', requireText('seal.value', facts.seal.value)),
      ]),
      paragraph('To compute the seal again:'),
      steps(requireSome('seal.recipe', facts.seal.recipe)),
      heading(2, 'Looked at before signing'),
      ...lookedAt(facts),
      heading(2, 'Ledger receipt'),
      ...receipt(facts.receipt),
      heading(2, 'How to verify'),
      steps(verification(facts)),
    ],
  };
}

function signedFile({ title, file, sha256, bytes }: SignedFile, index: number): Block {
  return fields([
    field('Document', title),
    monoField('File', file),
    field('Size', writtenSize(requireCount(`files[${index}].bytes`, bytes))),
    monoField('SHA-256', requireSha256(`files[${index}].sha256`, sha256)),
  ]);
}

function lookedAt({ seen, talkedTo }: SignaturePage): Block[] {
  const talks = talkedTo.length === 0 ? [] : [paragraph(`The signer talked to ${inSeries(talkedTo)}.`)];
  if (seen.length === 0) return [paragraph('No entry of evidence was opened here by the signer.'), ...talks];
  return [
    fields(
      seen.flatMap(({ entryId, leaf, seconds }, index) => [
        monoField('Entry', `${entryId}, ${seconds === null ? 'left open' : `${seconds} s`}`),
        monoField('Leaf hash', requireSha256(`seen[${index}].leaf`, leaf)),
      ]),
    ),
    ...talks,
  ];
}

function receipt({ entryId, origin, publicKey, leaf, integrated }: LedgerReceipt): Block[] {
  const always = [
    monoField('Entry', entryId),
    field('Index', integrated === null ? 'not yet integrated when this page was written' : `${integrated.index}`),
    monoField('Leaf hash', requireSha256('receipt.leaf', leaf)),
    monoField('Ledger', origin),
    monoField('Public key', publicKey),
  ];
  if (integrated === null) return [fields(always)];
  return [
    fields(always),
    paragraph('Checkpoint that covers the entry:'),
    { kind: 'code', text: integrated.checkpoint },
  ];
}

function verification({ receipt: { entryId, publicKey, integrated } }: SignaturePage): string[] {
  const where = integrated === null ? '' : ` at index ${integrated.index}`;
  return [
    'Compute the SHA-256 of each file (sha256sum FILE) and compare it with the one on this page: one changed byte gives another hash.',
    'Compute the seal again by the steps above.',
    `Ask the carrier for its ledger (compline ledger export) and check it without any access to its systems: compline ledger verify FILE --key '${publicKey}'.`,
    `Find entry ${entryId}${where} in the export. SHA-256 over the byte 00 followed by the entry as written there (RFC 8785 form) is the leaf hash on this page, and the entry names the files by the same hashes.`,
  ];
}
