import { type Block, field, fields, heading, lines, list, type Page, paragraph, paragraphs } from './block.ts';
import type { Contact, Frame, Signature } from './frame.ts';
import { requireSome, requireText } from './require.ts';
import { signatureBlock } from './signature.ts';
import { contactLines, writtenDate } from './written.ts';

/** Facts of the report on a notice of suspected illegal traffic, 47 CFR 64.1200(n)(2). */
export interface IllegalTrafficReport extends Frame {
  readonly kind: 'illegal-traffic-report';
  readonly dated: string;
  readonly frn: string | null;
  readonly notice: { readonly reference: string; readonly receivedOn: string; readonly dueOn: string };
  readonly investigatedOn: string;
  /** What it found, in the carrier's words. */
  readonly found: string;
  /** What the rule wants told, by what was found. */
  readonly result:
    | {
        readonly kind: 'blocking';
        readonly role: 'originating' | 'gateway';
        readonly plan: string;
      }
    | { readonly kind: 'not-illegal' }
    | { readonly kind: 'passed-on'; readonly upstream: string }
    | { readonly kind: 'none-found' };
  /** What was done, a sentence each with its day. */
  readonly actions: readonly { readonly on: string; readonly what: string }[];
  readonly contact: Contact;
  readonly signer: { readonly name: string; readonly title: string };
  readonly signature: Signature;
}

/** The report to the Enforcement Bureau, as the record bears it out. */
export function illegalTrafficReport(facts: IllegalTrafficReport): Page {
  const { notice } = facts;
  return {
    title: `Report on a notice of suspected illegal traffic, ${facts.carrier}`,
    name: 'Report on suspected illegal traffic',
    description: 'Report under 47 CFR 64.1200(n)(2)',
    legends: [],
    blocks: [
      lines(contactLines(facts.contact), 0),
      lines([writtenDate('dated', facts.dated)], 1.6),
      lines(['Enforcement Bureau', 'Federal Communications Commission', '45 L Street NE', 'Washington, DC 20554'], 1.6),
      heading(1, 'Report on a notice of suspected illegal traffic, 47 CFR 64.1200(n)(2)'),
      fields([
        field('Provider', facts.carrier),
        field('FCC Registration Number', facts.frn ?? 'None on record'),
        field('Notice', requireText('notice.reference', notice.reference)),
        field('Received on', writtenDate('notice.receivedOn', notice.receivedOn)),
        field('Report due on', writtenDate('notice.dueOn', notice.dueOn)),
      ]),
      heading(2, '1. Investigation'),
      paragraph(
        `The identified traffic was investigated; the result stands since ${writtenDate('investigatedOn', facts.investigatedOn)}.`,
      ),
      ...paragraphs([requireText('found', facts.found)]),
      heading(2, '2. Result'),
      ...resultBlocks(facts),
      heading(2, '3. What was done'),
      ...actionBlocks(facts),
      signatureBlock(facts.signature, [requireText('signer.name', facts.signer.name), facts.signer.title], null),
    ],
  };
}

const parts = { originating: 'originated', gateway: 'brought into the United States network' } as const;

function resultBlocks({ carrier, result }: IllegalTrafficReport): Block[] {
  switch (result.kind) {
    case 'blocking':
      return [
        paragraph(
          `${carrier} ${parts[result.role]} the identified traffic. ${carrier} certifies that it is blocking the identified traffic and will continue to do so.`,
        ),
        paragraph('Substantially similar traffic is identified and blocked on an ongoing basis by this plan:'),
        { kind: 'quote', text: requireText('result.plan', result.plan) },
      ];
    case 'not-illegal':
      return [
        paragraph(
          `${carrier} concluded that the identified traffic is not illegal. The reasons, and the steps taken to reach them, stand in section 1.`,
        ),
      ];
    case 'passed-on':
      return [
        paragraph(`${carrier} neither originated the identified traffic nor was its gateway. It came from:`),
        { kind: 'quote', text: requireText('result.upstream', result.upstream) },
      ];
    case 'none-found':
      return [
        paragraph(
          `${carrier} found none of the identified traffic on its network. What was searched stands in section 1.`,
        ),
      ];
  }
}

function actionBlocks({ actions, result }: IllegalTrafficReport): Block[] {
  const said = actions.map(({ on, what }, index) => `${writtenDate(`actions[${index}].on`, on)}: ${what}`);
  if (result.kind === 'blocking') return [list(requireSome('actions', said))];
  return [said.length === 0 ? paragraph('Nothing beyond the investigation.') : list(said)];
}
