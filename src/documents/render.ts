import type { Page } from './block.ts';
import { type BreachReport, breachReport } from './breach-report.ts';
import { type Certificate, certificate } from './certificate.ts';
import { type Checklist, checklist } from './checklist.ts';
import { type ChoiceReceipt, choiceReceipt } from './choice-receipt.ts';
import { type CountCertificate, countCertificate } from './count-certificate.ts';
import { type CoverLetter, coverLetter } from './cover-letter.ts';
import type { Frame } from './frame.ts';
import { type IllegalTrafficReport, illegalTrafficReport } from './illegal-traffic-report.ts';
import { type MitigationPlan, mitigationPlan } from './mitigation-plan.ts';
import { type OptOutFailureLetter, optOutFailureLetter } from './opt-out-failure-letter.ts';
import { type SignaturePage, signaturePage } from './signature-page.ts';
import { type Statement, statement } from './statement.ts';
import { type TracebackAnswer, tracebackAnswer } from './traceback-answer.ts';
import { typeset } from './typeset.ts';

export type Document =
  | CoverLetter
  | Certificate
  | Statement
  | SignaturePage
  | Checklist
  | OptOutFailureLetter
  | ChoiceReceipt
  | BreachReport
  | CountCertificate
  | TracebackAnswer
  | IllegalTrafficReport
  | MitigationPlan;

const demoMarks = { en: 'DEMO — fictional carrier', es: 'DEMO — compañía ficticia' } as const;

/**
 * The document as a tagged PDF/UA-1 file; the same facts give the same bytes. Blocks for 10 to 60 ms (ten pages:
 * 0.1 s); a caller that renders many lets the event loop turn between them, or their native memory stays.
 * Throws a RangeError that names the field when a fact cannot be printed.
 */
export function render(document: Document): Uint8Array {
  const language = document.kind === 'choice-receipt' ? document.language : 'en';
  return typeset(document, marked(document, pageOf(document), demoMarks[language]), language);
}

/** What the document says, before it is typeset: for a preview, a linter or a test. */
export function pageOf(document: Document): Page {
  switch (document.kind) {
    case 'cover-letter':
      return coverLetter(document);
    case 'certificate':
      return certificate(document);
    case 'statement':
      return statement(document);
    case 'signature-page':
      return signaturePage(document);
    case 'checklist':
      return checklist(document);
    case 'opt-out-failure-letter':
      return optOutFailureLetter(document);
    case 'choice-receipt':
      return choiceReceipt(document);
    case 'breach-report':
      return breachReport(document);
    case 'count-certificate':
      return countCertificate(document);
    case 'traceback-answer':
      return tracebackAnswer(document);
    case 'mitigation-plan':
      return mitigationPlan(document);
    case 'illegal-traffic-report':
      return illegalTrafficReport(document);
  }
}

// A header is no part of the tagged text, so a screen reader gets the mark from the first paragraph.
function marked({ demo }: Frame, page: Page, demoMark: string): Page {
  if (!demo) return page;
  return { ...page, legends: [demoMark, ...page.legends], blocks: [{ kind: 'mark', text: demoMark }, ...page.blocks] };
}
