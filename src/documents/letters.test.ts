import { describe, expect, it } from 'vitest';
import {
  exampleCertificate,
  exampleChecklist,
  exampleCoverLetter,
  exampleOptOutFailureLetter,
  exampleSignaturePage,
  exampleStatement,
  open,
} from './example-facts.ts';
import { textOf } from './read-pdf.ts';
import { type Document, render } from './render.ts';

const printed = (document: Document) => textOf(render(document));
const amends = {
  supersedesFilingOf: '2027-02-12',
  confirmation: '20270212ABC',
  changes: ['The complaint count for disclosure to persons not authorized was 1 and is 2.'],
};
const twoCompanies = [
  { name: 'Peñasco Voice LLC', filerId: '812345' },
  { name: 'Peñasco Wireless LLC', filerId: '812346' },
];

async function expectPrinted(document: Document, facts: readonly string[]): Promise<void> {
  const text = await printed(document);
  for (const fact of facts) expect(text).toContain(fact);
}

describe('The cover letter', () => {
  it('goes to the Secretary at 45 L Street NE with rule, docket, year and Filer ID', () =>
    expectPrinted(exampleCoverLetter, [
      'Marlene H. Dortch, Secretary Office of the Secretary Federal Communications Commission 45 L Street NE Washington, DC 20554',
      '47 CFR 64.2009(e)',
      'EB Docket No. 06-36',
      'February 10, 2027',
      'for calendar year 2026',
      'Peñasco Voice LLC (Form 499 Filer ID 812345)',
    ]));

  it('may be signed by counsel or a filing agent, who says for whom', async () => {
    await expectPrinted(exampleCoverLetter, ['/s/ Samuel Field', 'Counsel to Peñasco Voice LLC']);
    const sender = { ...exampleCoverLetter.sender, capacity: 'filing-agent' } as const;
    await expectPrinted({ ...exampleCoverLetter, sender }, ['Filing agent of Peñasco Voice LLC']);
  });

  it('speaks of confidential treatment only when it is asked for', async () => {
    await expectPrinted(exampleCoverLetter, [
      'requests confidential treatment of part of this filing under 47 CFR 0.459',
    ]);
    expect(await printed({ ...exampleCoverLetter, confidentialTreatment: 'not-requested' })).not.toContain('0.459');
  });

  it('says which filing an amended one supersedes and what changed', () =>
    expectPrinted({ ...exampleCoverLetter, amends }, [
      'Amended annual CPNI certification for 2026',
      'supersedes the filing of February 12, 2027 (confirmation number 20270212ABC). What changed:',
      'was 1 and is 2',
    ]));
});

describe('The certificate', () => {
  it('holds every part of the template: heading, year, date, company, Filer ID, signatory, contact, signature', () =>
    expectPrinted(exampleCertificate, [
      'Annual CPNI certificate 47 CFR 64.2009(e) EB Docket No. 06-36',
      'Covered year: 2026 (January 1, 2026 to December 31, 2026)',
      'Date filed: February 10, 2027',
      'Company name: Peñasco Voice LLC',
      'Form 499 Filer ID: 812345',
      'Name of signatory: Lucía Ortega',
      'Title of signatory: Chief Operating Officer',
      'I am an officer of Peñasco Voice LLC (Form 499 Filer ID 812345) and that, acting as an agent of the company, I have personal knowledge',
      'adequate to ensure compliance',
      'accompanying statement of the company, which explains how its procedures ensure that it is in compliance',
      'consistent with 47 CFR 1.17',
      'title 18 of the United States Code',
      'Contact for questions Lucía Ortega',
      'Signed: /s/ Lucía Ortega',
      'Date: February 10, 2027',
    ]));

  it('says plainly that there were no actions, no knowledge of pretexters and no complaints', () => {
    const none = { improperAccessByEmployees: 0, disclosureToUnauthorized: 0, onlineAccessByUnauthorized: 0, other: 0 };
    return expectPrinted({ ...exampleCertificate, complaints: { ...none, summary: [] } }, [
      'has not taken any actions against data brokers in 2026',
      'has no information about the methods that pretexters use',
      'has not received any customer complaints in 2026 concerning the unauthorized release of CPNI',
    ]);
  });

  it('counts complaints by category and lists actions against data brokers', () => {
    const action = {
      forum: 'U.S. District Court, S.D. Ill.',
      takenOn: '2026-05-04',
      matter: open('v. Acme Data'),
      status: 'Pending',
    };
    const dataBrokers = { actions: [action], pretexters: [open('Callers posed as technicians.')], protection: [] };
    return expectPrinted({ ...exampleCertificate, dataBrokers }, [
      'received 3 customer complaints in 2026',
      'Improper access by employees 1',
      'not authorized to receive the information 2',
      'not authorized to view it 0',
      'All categories 3',
      'took 1 action against data brokers in 2026',
      'U.S. District Court, S.D. Ill. May 4, 2026 v. Acme Data Pending',
      'Callers posed as technicians.',
    ]);
  });

  it('says that the company is not in compliance, and why, without claiming that the procedures suffice', async () => {
    const because = [open('Refusals by the web form were lost from November 21 to 24, 2026.')];
    const failing = {
      ...exampleCertificate,
      outcome: { kind: 'not-in-compliance', because, rest: 'not-certified' },
    } as const;
    await expectPrinted(failing, [
      'I have personal knowledge that the company is not in compliance with 47 CFR part 64, subpart U (sections 64.2001 et seq.), because: • Refusals by the web form',
      'do not certify that the operating procedures are adequate',
      'where it is not in compliance',
    ]);
    const partly = { ...failing, outcome: { ...failing.outcome, rest: 'adequate' } } as const;
    await expectPrinted(partly, [
      'Apart from what is listed, I have personal knowledge that the company has established',
    ]);
  });

  it('covers several companies, each with its own Filer ID, in the plural', () =>
    expectPrinted({ ...exampleCertificate, companies: twoCompanies }, [
      'Peñasco Voice LLC (Form 499 Filer ID 812345) and Peñasco Wireless LLC (Form 499 Filer ID 812346)',
      'as an agent of each company',
      'the companies have established operating procedures',
      'The companies represent and warrant',
    ]));

  it('leaves lines for a pen when nobody has signed yet', async () => {
    const text = await printed({ ...exampleCertificate, signature: { kind: 'blank' } });
    expect(text).not.toContain('/s/');
    expect(text).toContain('Signed:');
    expect(text).not.toContain('Signed electronically');
  });

  it('says what an amendment supersedes', () =>
    expectPrinted({ ...exampleCertificate, amends }, [
      'Amended annual CPNI certificate',
      'This certificate supersedes',
    ]));
});

describe('The accompanying statement', () => {
  it('numbers each sentence of each titled section', () =>
    expectPrinted(exampleStatement, [
      '1. Use of CPNI',
      '1.2 In 2026 the system refused 1,204 of 88,310 proposed uses',
      '2. Authentication by telephone',
      '2.1 Call detail is given by telephone only after a password',
    ]));

  it('gives the reasons when the company is not in compliance', () => {
    const because = [open('Training of two agents lapsed.')];
    const outcome = { kind: 'not-in-compliance', because, rest: 'adequate' } as const;
    return expectPrinted({ ...exampleStatement, outcome }, [
      'The company is not in compliance with 47 CFR part 64, subpart U',
      'because: • Training of two agents lapsed.',
    ]);
  });
});

describe('The signature page', () => {
  it('names signer, time, each file’s hash, the seal’s recipe, the receipt and the checkpoint', () =>
    expectPrinted(exampleSignaturePage, [
      'Signed at: 2027-02-10T14:03:22-05:00',
      'a1'.repeat(32),
      'b2'.repeat(32),
      '48,733 bytes',
      '1. Write the seal record',
      `Entry: 01JKQ6Z9V3N8W4T2R5Y7M0XCDF, 74 s Leaf hash: ${'e5'.repeat(32)}`,
      'M0XCDG, left open',
      'The signer talked to Ana Ruiz and Hugo Reyes.',
      'Index: 48213',
      `Leaf hash: ${'c3'.repeat(32)}`,
      'compline ledger verify FILE --key',
      'q0iJ8Yc2mTtq0ZxXo5cN3b9mQd1Yh1b3o7l9Qy0Wc5k=',
    ]));

  it('says that the entry is not integrated yet when no checkpoint covers it', async () => {
    const receipt = { ...exampleSignaturePage.receipt, integrated: null };
    await expectPrinted({ ...exampleSignaturePage, receipt }, ['Index: not yet integrated when this page was written']);
  });
});

describe('The filing checklist', () => {
  it('names due date, proceeding, files with hashes, and leaves a place for the confirmation number', () =>
    expectPrinted(exampleChecklist, [
      'Due: March 1, 2027, by 11:59:59 p.m. Eastern time',
      '06-36 (EB Docket No. 06-36)',
      'certificate-2026.pdf, 31,204 bytes',
      'a1'.repeat(32),
      'Do not upload the files marked confidential here (Accompanying statement, complete)',
      'Confirmation number:',
    ]));

  it('prints the confirmation once the filing is made', () => {
    const filed = { confirmation: '202702101234567', receivedAt: '2027-02-10T15:20:00-05:00' };
    return expectPrinted({ ...exampleChecklist, filed }, [
      'Confirmation number: 202702101234567',
      '2027-02-10T15:20:00-05:00',
    ]);
  });
});

describe('The opt-out failure letter', () => {
  it('has the seven parts of 64.2009(f)(1) in order', async () => {
    const text = await printed(exampleOptOutFailureLetter);
    const parts = [
      '1. Name of the carrier Peñasco Voice LLC',
      '2. Opt-out mechanisms used • Toll-free line',
      '3. Problems experienced The web form answered',
      '4. Remedy and its date',
      'implemented on November 24, 2026',
      '5. State commissions',
      'Illinois Commerce Commission November 25, 2026 None known',
      '6. Notice to customers Given on: November 25, 2026',
      'our page for your privacy choice did not work',
      '7. Contact Lucía Ortega',
    ].map((part) => text.indexOf(part));
    expect(parts.every((place, index) => place > (parts[index - 1] ?? 0))).toBe(true);
  });

  it('says plainly that no customer and no commission was told', () =>
    expectPrinted({ ...exampleOptOutFailureLetter, states: [], customerNotice: null }, [
      'No state commission has been notified',
      'No notice of this failure has been given to customers.',
    ]));
});
