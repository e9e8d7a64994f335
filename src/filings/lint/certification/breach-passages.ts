import { inContext, type OpenDocument, type Unit } from '../document.ts';

export const agencies =
  /\bsecret service\b|\bu\.?s\.?s\.?s\b|\bf\.?b\.?i\b|\bfederal bureau of investigation\b|\blaw[- ]enforcement\b|\bfederal (?:agencies|investigators)\b/i;
export const secretService = /\bsecret service\b|\bu\.?s\.?s\.?s\b/i;
export const bureau = /\bf\.?b\.?i\b|\bfederal bureau\b/i;
/** That something is written down and kept. */
export const recording =
  /\b(?:records?|recorded|log(?:s|ged)?|retain\w*|maintain\w*|keeps?|kept|register(?:ed|s)?|files?|preserv\w*|document(?:s|ed)?|archiv\w*|writ(?:e|es|ten) down|noted|(?:holds?|held) (?:this|these|those|it|them|for|at least)|on (?:file|record)|entered)\b/i;
const event =
  /\bbreach(?:es)?\b|\bunauthori[sz]ed (?:access|use|disclosure|release)|\bintru(?:sion|der)|\bincidents?\b|\bcompromis\w*/i;
const elsewhere =
  /\bsubpoena|\bwarrant|\bcourt order|\blegal process|\bcomplaints?\b|\bdata brokers?\b|\bdisciplin|\btrain(?:s|ed|ing)\b|\bcalea\b|\bwiretap/i;
const duty =
  /\burgent|\birreparable|\bconsult|\bexception\b|\bholds?\b|\bnotif\w*|\breport\w*|\bnotice\b|\binform(?:s|ed|ing)?\b|\btell\w*|\btold\b|\bwait\w*|\brecords?\b|\bdelay\w*|\bdetermin\w*|\bdiscover\w*|\bkept\b|\blog\w*/i;

/** The sentences about breaches of CPNI and what follows them: those that name one, and those around a report to an agency. */
export const breachPassages = (document: OpenDocument): readonly Unit[] => {
  const reports = document.units.filter(
    (unit) =>
      agencies.test(unit.text) &&
      (event.test(inContext(unit)) || /\breport\w*|\bnotif\w*/i.test(unit.text)) &&
      !elsewhere.test(unit.text),
  );
  const named = document.units.filter((unit) => /\bbreach/i.test(unit.text) && !elsewhere.test(unit.text));
  const near = (unit: Unit): boolean =>
    reports.some(
      (report) =>
        report.index - 4 <= unit.index &&
        unit.index <= report.index + 6 &&
        (duty.test(unit.text) || event.test(unit.text) || unit.block === report.block) &&
        (unit.heading === report.heading || unit.block === report.block),
    );
  const headed = (unit: Unit): boolean =>
    /\bbreach/i.test(unit.heading) && !/\bpolicy\b|\btraining\b/i.test(unit.heading);
  return document.units.filter(
    (unit) =>
      unit.kind !== 'heading' &&
      !/\bopt-?\s?(?:out|in)\b|\bdata brokers?\b|\bcomplaints?\b/i.test(unit.text) &&
      (named.includes(unit) || reports.includes(unit) || near(unit) || headed(unit)),
  );
};
