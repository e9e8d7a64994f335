import { amendmentBlocks } from './amendment.ts';
import { type Block, heading, list, type Page, paragraph } from './block.ts';
import { subpart } from './certificate.ts';
import type { Amendment, Company, Edition, Frame, Outcome, Sentence } from './frame.ts';
import { editionLegends, redact } from './redact.ts';
import { requireCount, requireSome, requireText } from './require.ts';
import { companiesWithIds, speakingOf } from './written.ts';

/** A titled part of the statement. */
export interface Section {
  readonly heading: string;
  readonly sentences: readonly Sentence[];
}

/** Facts of the statement that accompanies the certificate: how the procedures ensure compliance, or do not. */
export interface Statement extends Frame {
  readonly kind: 'statement';
  readonly edition: Edition;
  readonly coveredYear: number;
  readonly companies: readonly Company[];
  readonly outcome: Outcome;
  readonly sections: readonly Section[];
  readonly amends: Amendment | null;
}

/** The accompanying statement: each sentence numbered, so that its evidence can be asked for by number. */
export function statement(facts: Statement): Page {
  const year = requireCount('coveredYear', facts.coveredYear);
  const sections = requireSome('sections', facts.sections);
  const reasons = facts.outcome.kind === 'in-compliance' ? [] : facts.outcome.because;
  const all = [...reasons, ...sections.flatMap(({ sentences }) => sentences)];
  const title = `${facts.amends === null ? 'Statement' : 'Amended statement'} of CPNI procedures for ${year}`;
  return {
    title,
    name: 'Accompanying statement',
    description: `Accompanies the certificate under 47 CFR 64.2009(e) for ${year}, EB Docket No. 06-36`,
    legends: editionLegends(all, facts.edition),
    blocks: [
      heading(1, title),
      ...opening(facts),
      ...amendmentBlocks('statement', facts.amends),
      ...sections.flatMap((section, index) => sectionBlocks(section, index + 1, facts.edition)),
    ],
  };
}

function opening(facts: Statement): Block[] {
  const { the, The, its, it, is } = speakingOf(facts.companies);
  const accompanies = `This statement accompanies the annual CPNI certificate of ${companiesWithIds(facts.companies)} for calendar year ${facts.coveredYear} (47 CFR 64.2009(e), EB Docket No. 06-36).`;
  if (facts.outcome.kind === 'in-compliance')
    return [
      paragraph(
        `${accompanies} It explains how the operating procedures of ${the} ensure that ${it} ${is} in compliance with ${subpart}.`,
      ),
    ];
  return [
    paragraph(`${accompanies} ${The} ${is} not in compliance with ${subpart}, because:`),
    list(requireSome('outcome.because', redact(facts.outcome.because, facts.edition))),
    paragraph(`The sections below explain ${its} operating procedures, and where they fall short.`),
  ];
}

/** A section of a filing, each sentence numbered; what the edition withholds is redacted. */
export function sectionBlocks(section: Section, number: number, edition: Edition): Block[] {
  const field = `sections[${number - 1}]`;
  const sentences = requireSome(`${field}.sentences`, redact(section.sentences, edition));
  return [
    heading(2, `${number}. ${requireText(`${field}.heading`, section.heading)}`),
    ...sentences.map(
      (text, index): Block => ({
        kind: 'numbered',
        number: `${number}.${index + 1}`,
        text: requireText(`${field}.sentences[${index}].text`, text),
      }),
    ),
  ];
}
