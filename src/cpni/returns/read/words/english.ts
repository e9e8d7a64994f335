import type { Words } from './words.ts';

const not = String.raw`\b(?:do not|don'?t|does not|did not|not|never|cannot|can ?not|can'?t|won'?t|without|nor)\b`;

export const english: Words = {
  idioms: [
    /\bno (?:problems?|objections?|worries)\b/,
    /\bno (?:questions?|idea|doubt|later than|sooner)\b/,
    /\bno-?reply\b/,
    /\b(?:account|acct|customer|phone|telephone|apt|unit|route|invoice) no\b/,
    /\bno ?[.:#]? ?\d/,
  ],
  turned: [
    new RegExp(
      String.raw`${not} (?:\w+ ){0,4}?(?:opt(?:ed|ing)?[ -]?(?:\w+ )?out|stop|unsubscrib\w*|remov\w+|cancel\w*|withdraw\w*|revok\w*|refus\w*)\b`,
    ),
  ],
  commands: [
    /\bun-?subscrib\w*/,
    /\bopt(?:ing|ed|s)?[ -]*(?:me |us |my \w+ )?out\b/,
    /\bstop(?:ped|ping|s)?\b(?! by\b)/,
    /\bremov(?:e|al|ing)\b/,
    /\btake (?:me|us|my \w+) off\b/,
    /\bcancel(?:l?ed|l?ing|l?ation)?\b/,
    /\bdelete me\b/,
    /\bdiscontinu\w*|\bexclud\w*|\brestrict\w*/,
    /\b(?:want|count me|leave me) out\b|\bplease end\b/,
  ],
  no: [
    /\bno\b/,
    /\bnope\b|\bnah\b/,
    /\bdeclin(?:e|ed|ing)\b/,
    /\bden(?:y|ied|ial|ying)\b/,
    /\brefus(?:e|al|ed|ing)\b/,
    /\bwithdr[ae]w\w*/,
    /\brevo(?:k|c)\w*/,
    /\bdisapprov\w*/,
    /\bdisagree\w*/,
    /\bobject(?:ing)?\b/,
    /\bleave (?:me|us|my \w+) alone\b/,
    /\bkeep (?:my|our|it|all) (?:\w+ ){0,4}?(?:private|confidential)\b/,
    new RegExp(
      String.raw`${not} (?:\w+ ){0,4}?(?:us(?:e|ed|ing)|shar(?:e|ed|ing)|s(?:ell|old|elling)|giv(?:e|en|ing)|disclos\w+|want|wish|consent|agree|authori[sz]e[ds]?|approve[ds]?|accept|allow(?:ed)?|permit(?:ted)?|contact|send|call|market|permission|interested|access|releas\w+|ok|okay)\b`,
    ),
    /^not interested\b/,
  ],
  yes: [
    /\byes\b|\byeah\b|\byep\b/,
    /\bagree[ds]?\b/,
    /\bapprov(?:e|ed|al)\b/,
    /\baccept(?:ed)?\b/,
    /\bopt(?:ing|ed)?[ -]*(?:me )?in\b/,
    /\bconsent\b/,
    /\bauthori[sz]e[ds]?\b/,
    /\bgo ahead\b|\bfeel free\b|\bfine (?:with|by) me\b|\byou (?:may|can) use\b/,
    /\bno (?:problems?|objections?|worries)\b/,
  ],
  weakYes: [/\bok(?:ay)?\b|\bsure\b|\bsounds good\b/],
  complaint: [
    /\bcomplain(?:t|ts|ing)?\b/,
    /\bfcc\b|\bbbb\b|\battorneys? general\b|\battorney\b|\blawyer\b|\blawsuit\b|\blegal action\b|\bsu(?:e|ing) (?:you|your)\b/,
    /\billegal\w*|\bunlawful\w*|\bviolat\w+/,
    /\bharass\w*|\bscam\w*|\bfraud\w*|\bidentity theft\b|\bstolen\b|\bleak(?:ed)?\b|\bhacked\b/,
    /\breport(?:ed|ing)? (?:you|this)\b/,
  ],
  alone:
    /^(?:please )?(?:no|n|nope|stop|end|quit|unsubscribe|un-subscribe|opt[ -]?out|remove(?: me)?|cancel|no thanks?|no thank you|do not use(?: my (?:cpni|information|data))?|stop all)[\s.!]*$/,
};
