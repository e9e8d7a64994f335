import { type Block, field, fields, heading, lines, list, type Page, paragraph, paragraphs } from './block.ts';
import type { Company, Contact, Frame, Signature } from './frame.ts';
import { requireSome, requireText } from './require.ts';
import { addressOfSecretary, salutation } from './secretary.ts';
import { signatureBlock } from './signature.ts';
import { companiesWithIds, contactLines, speakingOf, writtenDate } from './written.ts';

/** Facts of the written notice of 47 CFR 64.2009(f): an opt-out mechanism failed to a degree that is more than an anomaly. */
export interface OptOutFailureLetter extends Frame {
  readonly kind: 'opt-out-failure-letter';
  readonly dated: string;
  readonly secretary: string | null;
  readonly companies: readonly Company[];
  readonly incident: { readonly failedFrom: string; readonly detectedOn: string; readonly dueOn: string };
  readonly mechanisms: readonly string[];
  /** Opt-out methods that went on working; the notice is due even so. */
  readonly stillWorking: readonly string[];
  readonly problems: readonly string[];
  readonly remedy: { readonly measures: readonly string[]; readonly on: string; readonly state: 'done' | 'planned' };
  readonly states: readonly StateCommission[];
  /** The notice given to customers, whole; null says that none has been given. */
  readonly customerNotice: { readonly givenOn: string; readonly text: string } | null;
  readonly contact: Contact;
  readonly signer: { readonly name: string; readonly title: string };
  readonly signature: Signature;
}

/** Whether a state commission was told, and what it did; an empty `action` says that none is known. */
export interface StateCommission {
  readonly commission: string;
  readonly notifiedOn: string | null;
  readonly action: string;
}

/** The letter to the FCC with its seven parts in the order of the paragraph, 47 CFR 64.2009(f)(1). */
export function optOutFailureLetter(facts: OptOutFailureLetter): Page {
  return {
    title: `Notice of opt-out mechanism failure, ${facts.carrier}`,
    name: 'Notice of opt-out failure',
    description: 'Written notice under 47 CFR 64.2009(f)',
    legends: [],
    blocks: [
      lines(contactLines(facts.contact), 0),
      lines([writtenDate('dated', facts.dated)], 1.6),
      addressOfSecretary(facts.secretary),
      heading(1, 'Notice of opt-out mechanism failure, 47 CFR 64.2009(f)'),
      salutation(facts.secretary),
      opening(facts),
      ...parts(facts),
      signatureBlock(facts.signature, [requireText('signer.name', facts.signer.name), facts.signer.title], null),
    ],
  };
}

function opening({ companies, incident }: OptOutFailureLetter): Block {
  const { The, s } = speakingOf(companies);
  const failed = writtenDate('incident.failedFrom', incident.failedFrom);
  const detected = writtenDate('incident.detectedOn', incident.detectedOn);
  return paragraph(
    `${The} give${s} notice of an instance in which a mechanism for opting out of the use of CPNI did not work properly, to such a degree that it was more than an anomaly. It failed from ${failed} and was detected on ${detected}; this notice is due on ${writtenDate('incident.dueOn', incident.dueOn)}, the fifth business day.`,
  );
}

function parts(facts: OptOutFailureLetter): Block[] {
  return [
    heading(2, '1. Name of the carrier'),
    paragraph(companiesWithIds(facts.companies)),
    heading(2, '2. Opt-out mechanisms used'),
    list(requireSome('mechanisms', facts.mechanisms)),
    paragraph(stillWorking(facts.stillWorking)),
    heading(2, '3. Problems experienced'),
    ...paragraphs(requireSome('problems', facts.problems)),
    heading(2, '4. Remedy and its date'),
    list(requireSome('remedy.measures', facts.remedy.measures)),
    paragraph(remedyDate(facts.remedy)),
    heading(2, '5. State commissions'),
    ...stateCommissions(facts.states),
    heading(2, '6. Notice to customers'),
    ...customerNotice(facts.customerNotice),
    heading(2, '7. Contact'),
    lines(contactLines(facts.contact), 0.4),
  ];
}

function stillWorking(methods: readonly string[]): string {
  if (methods.length === 0) return 'No other method of opting out was offered at the time.';
  return `These methods went on working: ${methods.join('; ')}.`;
}

function remedyDate({ on, state }: OptOutFailureLetter['remedy']): string {
  const date = writtenDate('remedy.on', on);
  return state === 'done' ? `The remedy was implemented on ${date}.` : `The remedy will be implemented on ${date}.`;
}

function stateCommissions(states: readonly StateCommission[]): Block[] {
  if (states.length === 0)
    return [paragraph('No state commission has been notified, and none is known to have taken action.')];
  return [
    {
      kind: 'table',
      columns: [
        { title: 'Commission', share: 4 },
        { title: 'Notified', share: 3 },
        { title: 'Action taken', share: 4 },
      ],
      rows: states.map(({ commission, notifiedOn, action }, index) => [
        commission,
        notifiedOn === null ? 'Not notified' : writtenDate(`states[${index}].notifiedOn`, notifiedOn),
        action === '' ? 'None known' : action,
      ]),
    },
  ];
}

function customerNotice(notice: OptOutFailureLetter['customerNotice']): Block[] {
  if (notice === null) return [paragraph('No notice of this failure has been given to customers.')];
  return [
    fields([field('Given on', writtenDate('customerNotice.givenOn', notice.givenOn))]),
    paragraph('A copy of the notice follows:'),
    { kind: 'quote', text: requireText('customerNotice.text', notice.text) },
  ];
}
