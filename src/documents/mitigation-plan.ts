import { type Block, field, fields, heading, type Page, paragraph } from './block.ts';
import type { Edition, Frame, Signature } from './frame.ts';
import { editionLegends } from './redact.ts';
import { requireSome, requireText } from './require.ts';
import { signatureBlock } from './signature.ts';
import { type Section, sectionBlocks } from './statement.ts';
import { writtenDate } from './written.ts';

/** Facts of a robocall mitigation plan, 47 CFR 64.6305(d)(2). */
export interface MitigationPlan extends Frame {
  readonly kind: 'mitigation-plan';
  readonly edition: Edition;
  readonly version: number;
  /** YYYY-MM-DD */
  readonly effectiveOn: string;
  /** the version that this one takes the place of, and its day */
  readonly supersedes: { readonly version: number; readonly effectiveOn: string } | null;
  readonly sections: readonly Section[];
  readonly signatory: { readonly name: string; readonly title: string };
  readonly signature: Signature;
}

/** The plan: each sentence numbered, so that the control behind it can be asked for by number. */
export function mitigationPlan(facts: MitigationPlan): Page {
  const sections = requireSome('sections', facts.sections);
  const carrier = requireText('carrier', facts.carrier);
  const title = `Robocall mitigation plan of ${carrier}`;
  return {
    title,
    name: `Robocall mitigation plan, version ${facts.version}`,
    description: `Filed in the Robocall Mitigation Database under 47 CFR 64.6305, effective ${facts.effectiveOn}`,
    legends: editionLegends(
      sections.flatMap(({ sentences }) => sentences),
      facts.edition,
    ),
    blocks: [
      heading(1, title),
      fields([
        field('Version', String(facts.version)),
        field('Effective', writtenDate('effectiveOn', facts.effectiveOn)),
        field('Takes the place of', replaced(facts)),
      ]),
      ...sections.flatMap((section, index) => sectionBlocks(section, index + 1, facts.edition)),
      ...declaration(facts, sections.length + 1),
    ],
  };
}

function replaced({ supersedes }: MitigationPlan): string {
  if (supersedes === null) return 'no earlier version';
  return `version ${supersedes.version} of ${writtenDate('supersedes.effectiveOn', supersedes.effectiveOn)}`;
}

function declaration({ carrier, signatory, signature }: MitigationPlan, number: number): Block[] {
  return [
    heading(2, `${number}. Declaration`),
    paragraph(
      `I declare under penalty of perjury under 47 CFR 1.16 that I am an officer of ${carrier} and that what this plan says is true and correct.`,
    ),
    signatureBlock(signature, [signatory.name, signatory.title], null),
  ];
}
