import type { AnswerField, AnswerSection, TracebackAnswer } from '../../documents/traceback-answer.ts';
import type { AnswerSheet } from './sheet.ts';

const roles = {
  originating: 'the originating provider: the call is our customer’s',
  intermediate: 'an intermediate provider: the call came to us from another provider',
  gateway: 'the gateway provider: the call came to us from abroad',
  'not-ours': 'none: the call is not in our records',
} as const;

const text = (label: string, value: string | null | undefined): readonly AnswerField[] =>
  value === null || value === undefined || value === '' ? [] : [{ label, value, face: 'text' }];
const hash = (label: string, value: string): AnswerField => ({ label, value, face: 'hash' });
const section = (heading: string, fields: readonly AnswerField[], items: readonly string[]): AnswerSection => ({
  heading,
  fields,
  items,
});

const asked = ({ request, received }: AnswerSheet): AnswerSection =>
  section(
    'What was asked',
    [
      ...text('Received', received),
      ...text('Called number', request.called),
      ...text('Calling number', request.calling),
      ...text('Time of the call', request.at),
      ...text('Hop', request.hop === null ? null : String(request.hop)),
      ...text('Campaign', request.campaign),
      ...text('Received from us by', request.downstream),
    ],
    [],
  );

const callOf = ({ call, attested, record }: NonNullable<AnswerSheet['found']>): AnswerSection =>
  section(
    'The call in our records',
    [
      ...text('Began', call.start),
      ...text('From', call.from),
      ...text('To', call.to),
      ...text('Forwarded by', call.diverted),
      ...text('Call-ID', call.callKey),
      ...text('Came from address', call.sourceIp),
      ...text('Trunk', call.trunk),
      ...text('Outcome', call.outcome),
      ...text('Why this call', call.reason),
      ...text('Attestation', `${attested.level ?? 'none on record'}: ${attested.because}`),
      ...text('Record', record.origin),
      hash('SHA-256', record.hash),
    ],
    [],
  );

const whose = ({ upstream, customer }: NonNullable<AnswerSheet['found']>): AnswerSection =>
  customer === null
    ? section(
        'Who handed the call to us',
        [
          ...text('Provider', upstream?.name),
          ...text('FRN', upstream?.frn),
          ...text('Contact', upstream?.contact),
          ...text('Country', upstream?.country),
        ],
        [],
      )
    : section(
        'The customer who made the call',
        [
          ...text('Name', customer.name),
          ...text('Other names', customer.otherNames),
          ...text('Address', customer.address),
          ...text('Country', customer.country),
          ...text('Contact', customer.contact),
          ...text('Telephone', customer.phone),
          ...text('E-mail', customer.email),
          ...text('Website', customer.website),
          ...text('Customer since', customer.since),
          ...text('How he was vetted', customer.vetted),
        ],
        [],
      );

const done = ({ action, consent, comment }: NonNullable<AnswerSheet['found']>): AnswerSection =>
  section(
    'What we did',
    [...text('Action', action), ...text('Consent claimed', consent), ...text('Comment', comment)],
    [],
  );

const absence = ({ because, gap, coverage, terms, near }: NonNullable<AnswerSheet['absent']>): AnswerSection[] => [
  section(
    'Why it is not ours',
    [...text('Reason', because), ...text('Gap', gap), ...text('Calls near it', String(near))],
    [],
  ),
  section('What was searched', [], terms),
  section(
    'What the records hold of that hour',
    coverage.sources.flatMap(({ name, state, why, files }) => [
      ...text(name, `${state}: ${why}`),
      ...files.map((file) => hash('SHA-256 of a file', file)),
    ]),
    [],
  ),
];

const sectionsOf = (sheet: AnswerSheet): AnswerSection[] => [
  asked(sheet),
  ...(sheet.found === null ? [] : [callOf(sheet.found), whose(sheet.found), done(sheet.found)]),
  ...(sheet.absent === null ? [] : absence(sheet.absent)),
];

/** The sheet as a document; instants of the file come from when it was prepared, so that the same answer is the same bytes. Pure. */
export const documentOf = (
  sheet: AnswerSheet,
  standing: TracebackAnswer['standing'],
  frame: { readonly carrier: string; readonly createdAt: string; readonly demo: boolean },
): TracebackAnswer => ({
  kind: 'traceback-answer',
  ...frame,
  reference: sheet.request.reference,
  requester: sheet.requester.name,
  standing,
  answer: `Our role in this call: ${roles[sheet.role]}.`,
  sections: sectionsOf(sheet),
});
