/** The vocabulary that the checks of a certification share: each word list is the inside of a regular expression's group. */
export const cpniWords =
  '(?:cpni|customer proprietary network information|(?:call|usage|account|service|customer) (?:detail )?(?:records?|information|data)|(?:such|this|that|the) information)';
export const officeWords =
  '(?:supervis\\w*|managers?|management|senior|compliance|(?:privacy|executive|corporate|regulatory|security) officer|directors?|head of|second person|another (?:person|employee)|executives?|(?:vice[- ])?president|owner|counsel|chief \\w+ officer|treasurer|ceo|coo|cfo|vp)';
export const approvalWords = '(?:approv(?:al|als|ed|e|es|ing)|consent\\w*|permission|opt(?:s|ed|ing)?[- ]?(?:in|out))';

/** Those who work for the carrier. */
export const people =
  /\b(?:employees?|personnel|staff|representatives?|agents?|workers?|technicians?|team|every(?:one|body)|any(?:one|body)|whoever|hires?|hired|workforce|people|associates|contractors|salespe\w+|onboarding|managers?|supervisors?|csrs?)\b/i;
export const customers = /\b(?:customers?|subscribers?|members?|end[- ]users?|patrons?|consumers?|users?)\b/i;
export const partners =
  /\b(?:joint[- ]ventur\w*|(?:independent[- ])?contractors?|(?:unaffiliated )?third[- ]part\w*|partners?)\b/i;
export const optOut = /\bopt(?:s|ed|ing)?[- ]?out\b/i;
export const optIn = /\bopt(?:s|ed|ing)?[- ]?in\b/i;
export const negative =
  /\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot|zero|nil|refrains?|abstains?)\b|n't\b/i;
/** What takes back a negative: "never, unless the customer has opted in". */
export const exception = /\b(?:unless|except|until|absent|other than|save|but|only|before|prior to)\b/i;
export const supposed =
  /\b(?:if|in the event|would|to the extent|in case)\b|\bshould\s+(?:the|any|an?|it|we|there|ever|[A-Z])|\b[Ww]ere\s+(?:it|we|there|the|one|any|[A-Z]\w+)\b.*\bto\b/;

/** "Customers who have not opted out", "does not object": the customer's silence, which denies nothing of the carrier. */
const silences =
  /\b(?:who|customers?|subscribers?|members?|they|he or she|(?:s?he))\s+(?:ha(?:s|ve|d)|do|does|did)(?: not|n't)\s+(?:opt\w*[- ]?out|object\w*|respond\w*|answer\w*|repl\w*|refus\w*|declin\w*|said no)|\bhas not objected\b|\bno (?:answer|response|reply|objection)\b/gi;

/** Whether a sentence denies what it names: it holds a negative of the carrier's own and no exception to it. */
export const denies = (text: string): boolean => {
  const own = text.replace(silences, ' ');
  return negative.test(own) && !exception.test(own);
};
