import type { Code } from './catalogue.ts';

/** What mends a defect of each code: one sentence for whoever writes the filing. */
export const fixes: Readonly<Record<Code, string>> = {
  'covered-year-conflict': 'Name one calendar year, the one before the filing, at every place.',
  'signature-missing': 'Have the officer sign, and show the signature or its /s/ with name and title.',
  'date-missing': 'Write the day on which the officer signed.',
  'signed-after-due': 'It cannot be made timely any more: file at once, and do not date it back.',
  'dates-out-of-order': 'Put the dates in the order in which things happened: prepared, signed, filed.',
  'officer-missing': 'Let an officer of the company certify, with name and title.',
  'personal-knowledge-missing': 'Let the officer say that he or she has personal knowledge of the procedures.',
  'adequacy-scope-narrowed':
    'Certify that the procedures are adequate to ensure compliance with all the rules, not some.',
  'procedures-unexplained': 'Say how it is done: who does it, when, and with what.',
  'authentication-unexplained': 'Say for this channel how a customer is authenticated before anything is released.',
  'opt-out-mechanics-missing':
    'Say that the wait is thirty days at least, and that notices are renewed every two years.',
  'breach-procedure-incomplete':
    'Add the missing step: agencies first, the wait, then customers, and the record for two years.',
  'change-notice-incomplete':
    'List all changes that are told at once: password, back-up means, online account, address of record.',
  'campaign-record-incomplete':
    'Say that the record holds description, CPNI used and products offered, for one year at least.',
  'retention-missing': 'Say how long the records are kept; the paragraph gives the least.',
  'data-broker-statement-missing': 'Explain the actions taken against data brokers, or say that there were none.',
  'complaint-summary-missing': 'Summarize the complaints by category, or say that there were none.',
  'filer-id-missing': 'Give the Form 499 filer ID of each company, six digits beginning with 8.',
  'docket-missing': 'Write EB Docket No. 06-36 on the certificate.',
  'citation-unknown': 'Compare the citation with the rules, and write the paragraph that is meant.',
  'opt-out-opt-in-swapped': 'Write opt-out where the rule speaks of opt-out.',
  'period-unit-wrong': 'Write the period with the unit of the rule: business days, or full business days.',
  'deadline-phrase-wrong': 'Write the date as the rule has it: by March 1 for the year before.',
  'future-tense-promise': 'Say what is done, in the present, and since when.',
  'conditional-procedure': 'Say what is done without “if” or “may”; where it never happens, say so.',
  'self-contradiction': 'Keep the sentence that is true, and strike the other.',
  'over-claim': 'Claim what the records show, and no more.',
  'term-misused': 'Use the term as the rule defines it.',
  'status-not-stated': 'Say whether STIR/SHAKEN is implemented in full, in part or not at all.',
  'stir-shaken-status-stale': 'Say what is so today, and change the entry in the database with it.',
  'extension-ended': 'Strike the extension: it has ended. Say how calls are signed now.',
  'third-party-signing-not-allowed': 'Sign with your own certificate; another may only do the work.',
  'all-calls-statement-missing': 'Say that all calls which you originate are subject to the program.',
  'role-missing': 'Say which you are: voice service provider, gateway or intermediate provider.',
  'enforcement-history-missing':
    'Tell of formal actions and investigations of the past two years, or that there were none.',
  'prior-removal-statement-missing': 'Say whether a filing of yours was ever removed from the database.',
  'principals-missing': 'Name the principals, affiliates, subsidiaries and parent companies.',
  'ocn-missing': 'Give the operating company number where you have one.',
  'contact-missing': 'Name the person who answers for it: title, department, address, telephone, e-mail.',
  'renewing-customers-missing': 'Say what is done to know new and renewing customers, before calls are carried.',
  'upstream-procedure-missing': 'Say what is done to know providers whose calls you take.',
  'analytics-missing': 'Say which analytics watch the traffic, whose they are, and what follows a finding.',
  'blocking-practice-missing': 'Say which calls are blocked, and how a caller gets redress.',
  'traceback-requester-missing':
    'Name all who may ask: the Commission, law enforcement, the industry traceback consortium.',
  'traceback-24-hours-missing': 'Commit to answer every traceback within twenty-four hours, in full.',
  'declaration-missing': 'Add the declaration under penalty of perjury, signed by an officer.',
  'unspecific-effort': 'Say what is done in particular: with which measure, how often, by whom.',
  'promise-date-passed': 'The promised day has passed: say what was done.',
};
