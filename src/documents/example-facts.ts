import type { Certificate } from './certificate.ts';
import type { Checklist } from './checklist.ts';
import type { ChoiceReceipt } from './choice-receipt.ts';
import type { CountCertificate } from './count-certificate.ts';
import type { CoverLetter } from './cover-letter.ts';
import type { Sentence } from './frame.ts';
import type { IllegalTrafficReport } from './illegal-traffic-report.ts';
import type { OptOutFailureLetter } from './opt-out-failure-letter.ts';
import type { SignaturePage } from './signature-page.ts';
import type { Statement } from './statement.ts';
import type { TracebackAnswer } from './traceback-answer.ts';

// One filing of an invented carrier, for the tests of this folder.
const frame = { carrier: 'Peñasco Voice LLC', createdAt: '2027-02-10T14:03:22-05:00', demo: true } as const;
const companies = [{ name: 'Peñasco Voice LLC', filerId: '812345' }] as const;
const contact = {
  name: 'Lucía Ortega',
  organization: 'Peñasco Voice LLC',
  address: ['100 Main Street, Suite 4', 'Springfield, IL 62701'],
  telephone: '+1 217 555 0100',
  email: 'compliance@penasco.example',
} as const;
const hashes = { certificate: 'a1'.repeat(32), statement: 'b2'.repeat(32), leaf: 'c3'.repeat(32) };
const signature = { kind: 'conformed', name: 'Lucía Ortega', signedOn: '2027-02-10' } as const;

export const open = (text: string): Sentence => ({ text, treatment: 'public' });
export const withheld = (text: string): Sentence => ({ text, treatment: 'confidential' });

export const exampleCoverLetter: CoverLetter = {
  ...frame,
  kind: 'cover-letter',
  dated: '2027-02-10',
  coveredYear: 2026,
  companies,
  secretary: 'Marlene H. Dortch',
  sender: {
    ...contact,
    name: 'Samuel Field',
    organization: 'Field & Byrne PLLC',
    title: 'Attorney',
    capacity: 'counsel',
  },
  enclosures: ['Certificate of compliance', 'Accompanying statement', 'Signature page'],
  confidentialTreatment: 'requested',
  amends: null,
  signature: { ...signature, name: 'Samuel Field' },
};

export const exampleCertificate: Certificate = {
  ...frame,
  kind: 'certificate',
  edition: 'complete',
  coveredYear: 2026,
  filedOn: '2027-02-10',
  companies,
  signatory: { name: 'Lucía Ortega', title: 'Chief Operating Officer' },
  outcome: { kind: 'in-compliance' },
  dataBrokers: { actions: [], pretexters: [], protection: [] },
  complaints: {
    improperAccessByEmployees: 1,
    disclosureToUnauthorized: 2,
    onlineAccessByUnauthorized: 0,
    other: 0,
    summary: [
      open('Each complaint was investigated within five business days; two were found to be without substance.'),
    ],
  },
  contact,
  amends: null,
  signature,
};

export const exampleStatement: Statement = {
  ...frame,
  kind: 'statement',
  edition: 'complete',
  coveredYear: 2026,
  companies,
  outcome: { kind: 'in-compliance' },
  sections: [
    {
      heading: 'Use of CPNI',
      sentences: [
        open(
          'Peñasco Voice uses CPNI to provide and bill the service, and to protect its property and customers from fraud.',
        ),
        open('In 2026 the system refused 1,204 of 88,310 proposed uses, each with the paragraph that decided.'),
      ],
    },
    {
      heading: 'Authentication by telephone',
      sentences: [
        open(
          'Call detail is given by telephone only after a password that was not prompted by biographical or account data.',
        ),
        withheld('The fallback questions are rotated on the first Tuesday of each quarter by the vault service.'),
        open(
          'Otherwise it is sent to the address of record, or the customer is called back at the telephone number of record.',
        ),
      ],
    },
  ],
  amends: null,
};

export const exampleSignaturePage: SignaturePage = {
  ...frame,
  kind: 'signature-page',
  files: [
    { title: 'Certificate of compliance', file: 'certificate-2026.pdf', sha256: hashes.certificate, bytes: 31204 },
    { title: 'Accompanying statement', file: 'statement-2026.pdf', sha256: hashes.statement, bytes: 48733 },
  ],
  signer: { name: 'Lucía Ortega', title: 'Chief Operating Officer', email: 'lucia@penasco.example' },
  signedAt: '2027-02-10T14:03:22-05:00',
  authentication: 'Password, asked again at the moment of signing',
  consent: 'I have read these exact pages and sign them as an officer of the company.',
  seal: {
    algorithm: 'SHA-256 over the canonical JSON (RFC 8785) of the seal record',
    value: 'd4'.repeat(32),
    recipe: [
      'Write the seal record: file hashes in the order above, signer, time of signing and words agreed to.',
      'Put it in the canonical form of RFC 8785 and compute its SHA-256.',
    ],
  },
  seen: [
    { entryId: '01JKQ6Z9V3N8W4T2R5Y7M0XCDF', leaf: 'e5'.repeat(32), seconds: 74 },
    { entryId: '01JKQ6Z9V3N8W4T2R5Y7M0XCDG', leaf: 'f6'.repeat(32), seconds: null },
  ],
  talkedTo: ['Ana Ruiz', 'Hugo Reyes'],
  receipt: {
    entryId: '01JKQ6Z9V3N8W4T2R5Y7M0XCDE',
    origin: 'compline.example/penasco',
    publicKey: 'compline.example/penasco+5f3a9c21+AYx2Jt0m8kqv5T1tqkXyTzq1n4B6W6o3v0Zc1Q7hJkLm',
    leaf: hashes.leaf,
    integrated: {
      index: 48213,
      checkpoint:
        'compline.example/penasco\n48220\nq0iJ8Yc2mTtq0ZxXo5cN3b9mQd1Yh1b3o7l9Qy0Wc5k=\n\n— compline.example/penasco XzqcIY2mTtq0ZxXo5cN3b9mQd1Yh1b3o7l9Qy0Wc5kq0iJ8Yc2mTtq0ZxXo5cN3b9mQd1Yh1b3o7l9Qy0Wc5kAAAA==',
    },
  },
};

export const exampleChecklist: Checklist = {
  ...frame,
  kind: 'checklist',
  coveredYear: 2026,
  dueOn: '2027-03-01',
  companies,
  filer: { name: 'Field & Byrne PLLC', address: ['12 Court Square', 'Springfield, IL 62701'] },
  files: [
    { title: 'Cover letter', file: 'cover-letter-2026.pdf', sha256: hashes.leaf, bytes: 20111, inspection: 'public' },
    {
      title: 'Certificate of compliance',
      file: 'certificate-2026.pdf',
      sha256: hashes.certificate,
      bytes: 31204,
      inspection: 'public',
    },
    {
      title: 'Accompanying statement, complete',
      file: 'statement-2026-confidential.pdf',
      sha256: hashes.statement,
      bytes: 48733,
      inspection: 'confidential',
    },
  ],
  filed: null,
};

export const exampleOptOutFailureLetter: OptOutFailureLetter = {
  ...frame,
  kind: 'opt-out-failure-letter',
  dated: '2026-11-30',
  secretary: null,
  companies,
  incident: { failedFrom: '2026-11-21', detectedOn: '2026-11-23', dueOn: '2026-12-01' },
  mechanisms: ['Toll-free line +1 800 555 0142', 'Web form at penasco.example/choice'],
  stillWorking: ['Toll-free line +1 800 555 0142'],
  problems: ['The web form answered with an error to every refusal; 412 customers tried to use it in that time.'],
  remedy: {
    measures: [
      'The form was restored and is tried every five minutes.',
      'Each of the 412 customers is treated as opted out.',
    ],
    on: '2026-11-24',
    state: 'done',
  },
  states: [{ commission: 'Illinois Commerce Commission', notifiedOn: '2026-11-25', action: '' }],
  customerNotice: {
    givenOn: '2026-11-25',
    text: 'Dear customer,\n\nour page for your privacy choice did not work from November 21 to 24. We treat you as having said no.\n\nYou can change this at any time by calling +1 800 555 0142.',
  },
  contact,
  signer: { name: 'Lucía Ortega', title: 'Chief Operating Officer' },
  signature: { ...signature, signedOn: '2026-11-30' },
};

export const exampleChoiceReceipt: ChoiceReceipt = {
  ...frame,
  kind: 'choice-receipt',
  language: 'en',
  number: 'R-7F3K-20QX-9MAB',
  choice: 'no',
  at: '2026-11-21T21:14:07-06:00',
  entryId: '019ace8a-0000-7000-8000-000000000001',
};

export const exampleCountCertificate: CountCertificate = {
  ...frame,
  kind: 'count-certificate',
  batch: '01a1f0c2-7b00-7000-8000-0000000000b1',
  openedBy: 'Mara Quill',
  approvedBy: 'Sol Reyes',
  letters: 1204,
  pages: 1608,
  parts: [
    { part: 1, language: 'en', firstSequence: 1, letters: 800, pagesEach: 1, hash: 'a1'.repeat(32) },
    { part: 2, language: 'es', firstSequence: 801, letters: 404, pagesEach: 2, hash: 'b2'.repeat(32) },
  ],
};

export const exampleTracebackAnswer: TracebackAnswer = {
  ...frame,
  kind: 'traceback-answer',
  reference: '98231',
  requester: 'Industry Traceback Group',
  standing: 'waits for a second person',
  answer: 'Our role in this call: the originating provider: the call is our customer’s.',
  sections: [
    {
      heading: 'What was asked',
      fields: [{ label: 'Called number', value: '+1 303 555 0120', face: 'text' }],
      items: [],
    },
    {
      heading: 'The call in our records',
      fields: [{ label: 'SHA-256', value: 'c3'.repeat(32), face: 'hash' }],
      items: [],
    },
    { heading: 'What was searched', fields: [], items: ['both numbers, in any form: an hour to each side'] },
  ],
};

export const exampleIllegalTrafficReport: IllegalTrafficReport = {
  ...frame,
  kind: 'illegal-traffic-report',
  dated: '2026-06-10',
  frn: '0012345678',
  notice: { reference: 'EB-TCD-26-00012345', receivedOn: '2026-06-01', dueOn: '2026-06-15' },
  investigatedOn: '2026-06-02',
  found: 'The calls came from one account, 41,000 a day from May 4 to 20, with a number that was not its own.',
  result: {
    kind: 'blocking',
    role: 'originating',
    plan: 'Calls with the number are refused. Accounts whose calls last less than 6 s on average are held until a person has looked.',
  },
  actions: [
    { on: '2026-06-01', what: 'The account was suspended.' },
    { on: '2026-06-02', what: 'The identified traffic was blocked.' },
  ],
  contact,
  signer: { name: 'Lucía Ortega', title: 'Chief Operating Officer' },
  signature: { ...signature, signedOn: '2026-06-10' },
};

export const examples = [
  exampleTracebackAnswer,
  exampleCountCertificate,
  exampleCoverLetter,
  exampleCertificate,
  exampleStatement,
  exampleSignaturePage,
  exampleChecklist,
  exampleOptOutFailureLetter,
  exampleChoiceReceipt,
  exampleIllegalTrafficReport,
] as const;
