import { inContext, type OpenDocument, type Unit, unitsWith } from '../document.ts';
import { online, password, release } from './access-words.ts';
import { isChangeNotice } from './change-notice.ts';

const notACall =
  /\b(?:(?:tele)?phone |contact )?(?:numbers?|address(?:es)?)(?: or (?:(?:tele)?phone )?(?:numbers?|address(?:es)?))? of record\b|\bcall[- ](?:detail|records?|history|logs?)(?: (?:information|records?))?\b|\btoll-?free[\w ]*(?:line|number)?\b|\bvoice ?(?:mail|response|over)\w*\b|\bcalling plans?\b|\b(?:tele)?phone (?:company|numbers?|bills?|service|plans?)\b/gi;
const caller =
  /\bcallers?\b|\bcall(?:s|ed|ing)? (?:in|us|the (?:office|company|carrier|business|support))\b|\b(?:inbound|incoming|customer-initiated|live)\b[\w -]{0,20}\b(?:calls?|contact)\b|\bcalls\b|\b(?:by|over|on|via|through) (?:the )?(?:tele)?phone\b|\b(?:tele)?phone (?:calls?|access|requests?|inquir\w*|authentication|contacts?|release|disclosure)\b|\b(?:tele)?phone\b|\bcall\b/i;
const phoneProof =
  /\b(?:passwords?|passcodes?|passphrases?|pin|pins|secret (?:word|code|phrase)|security code|one-time code|call(?:s|ed|ing)?[- ]?back|(?:address|number|telephone)s? of record|(?:authenticat|verif|identif)\w*.{0,40}\b(?:by|using|against|through|with|without|via)|(?:own|on[- ]file|registered|listed) (?:number|address)|number (?:we have )?on (?:file|record)|address (?:we have )?on (?:file|record))\b/i;
const phoneRefused =
  /\b(?:not|never|no)\b.{0,60}\b(?:call[- ]detail|cpni|call (?:records?|history))\b.{0,80}\b(?:by|over|on|via|through) (?:the )?(?:tele)?phone\b|\b(?:tele)?phone\b.{0,60}\b(?:not|never|no)\b.{0,60}\b(?:call[- ]detail|cpni|disclos|releas)/i;

/** Whether a text speaks of telephone calls, numbers of record and voicemail aside. */
export const speaksOfCalls = (text: string): boolean => caller.test(text.replace(notACall, ' '));

/** A sentence on what a caller must prove, with the heading or run-in title it stands under. */
const isAboutCallers = (unit: Unit): boolean => {
  const text = unit.text.replace(notACall, ' ');
  const headed = caller.test(unit.heading.replace(notACall, ' ')) && !online.test(unit.heading);
  return (
    (caller.test(text) || headed) &&
    !isChangeNotice(unit) &&
    !/\bopt\w*-?\s?(?:out|in)\b|\bbreach|\bpretext|\bdata brokers?\b|\bcomplaints?\b/i.test(unit.text)
  );
};

const listedProof = /\b(?:address|number) of record\b|\bpass(?:word|code|phrase)\b|\bcall(?:s|ed|ing)?[- ]?back\b/i;

/** Whether it is explained how callers are authenticated, in one sentence or in a list below it, or that calls release nothing. */
export const explainsCalls = (document: OpenDocument): boolean =>
  unitsWith(document, phoneRefused).length > 0 ||
  document.units.some((unit) => {
    if (unit.kind === 'heading') return false;
    const titled = caller.test(unit.title) && !online.test(unit.text);
    if (!isAboutCallers(unit) && !titled) return false;
    const list = /:$|circumstances|following|ways/i.test(unit.text)
      ? document.units.slice(unit.index + 1, unit.index + 5)
      : [];
    return (
      (phoneProof.test(unit.text) && (release.test(inContext(unit)) || password.test(unit.text))) ||
      list.some((each) => listedProof.test(each.text) && !online.test(each.text))
    );
  });
