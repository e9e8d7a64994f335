/** A question that the texts we could read leave open, and what we do until counsel or a primary text answers it. */
export type Doubt = {
  readonly id: `D-${number}`;
  readonly doubt: string;
  readonly taken: string;
  /** Paragraphs, clocks or commands in which the default shows. */
  readonly applies: readonly string[];
};

/** Every open doubt of law, in the order of their numbers. */
export const doubts: readonly Doubt[] = [
  {
    id: 'D-1',
    doubt:
      'Is the day the opt-out wait starts day 0 or day 1, and may use begin on its thirtieth day or the one after?',
    taken: 'The later date: the start is day 0 and use begins the day after the last waiting day.',
    applies: ['47 CFR 64.2008(d)(1)', 'clock opt-out-wait'],
  },
  {
    id: 'D-2',
    doubt: 'When does the wait start for a notice on paper that is handed over rather than mailed?',
    taken: 'On the day it is handed over, as for an electronic one, and never earlier.',
    applies: ['47 CFR 64.2008(d)(1)'],
  },
  {
    id: 'D-3',
    doubt: 'Does a two-year notice that is overdue suspend an opt-out approval that the rules otherwise let stand?',
    taken: 'It suspends approval by silence for new campaigns; a yes that was given stands.',
    applies: ['47 CFR 64.2008(d)(2)', '47 CFR 64.2007(a)(2)', 'law decide: renewal'],
  },
  {
    id: 'D-4',
    doubt: 'From when do the retention floors of one and two years run?',
    taken: 'From the end of the thing recorded: the campaign, the approval, the case.',
    applies: [
      '47 CFR 64.2007(a)(3)',
      '47 CFR 64.2008(a)(2)',
      '47 CFR 64.2009(c)',
      '47 CFR 64.2009(d)',
      '47 CFR 64.2011(d)',
    ],
  },
  {
    id: 'D-5',
    doubt:
      'Do the five business days of the opt-out failure letter start when the failure happened or when it was found?',
    taken:
      'Both dates are kept; the letter is due from detection, and the date from occurrence can be shown beside it.',
    applies: ['47 CFR 64.2009(f)', 'clock opt-out-failure-letter'],
  },
  {
    id: 'D-6',
    doubt:
      'Where does an agent, for whom opt-out suffices, end and an independent contractor, who needs opt-in, begin since 2007?',
    taken: 'Whoever has no written agency agreement is judged as an independent contractor.',
    applies: ['47 CFR 64.2007(b)', 'law decide: agreement'],
  },
  {
    id: 'D-7',
    doubt:
      'Which service category and which list of exempt equipment and information services applies to interconnected VoIP?',
    taken: 'VoIP is a category of its own and falls under the closed list for wireline carriers.',
    applies: ['47 CFR 64.2005(a)', '47 CFR 64.2005(b)(1)'],
  },
  {
    id: 'D-8',
    doubt: 'Does the bar on tracking customers who call competitors give way to approval?',
    taken: 'No: it is absolute.',
    applies: ['47 CFR 64.2005(b)(2)'],
  },
  {
    id: 'D-9',
    doubt: 'Are easily guessed questions (a pet, a school) readily available biographical information?',
    taken: 'The rule does not list them; house rule blocks them as if it did.',
    applies: ['47 CFR 64.2003(m)', '47 CFR 64.2010(e)'],
  },
  {
    id: 'D-10',
    doubt: 'How large is type that is sufficiently large?',
    taken: 'Ten points, a house rule.',
    applies: ['47 CFR 64.2008(c)(5)'],
  },
  {
    id: 'D-11',
    doubt:
      'Does a call back to the number of record prove the customer when that number is forwarded or was just ported in?',
    taken: 'Only together with a second factor.',
    applies: ['47 CFR 64.2010(b)'],
  },
  {
    id: 'D-12',
    doubt: 'Does the exemption for business customers reach the notices of account changes?',
    taken: 'No: it covers authentication only.',
    applies: ['47 CFR 64.2010(g)', '47 CFR 64.2010(f)'],
  },
  {
    id: 'D-13',
    doubt: 'Must a carrier that began service in January or February certify for the year before?',
    taken: 'It files a short certificate that states when service began.',
    applies: ['47 CFR 64.2009(e)', 'clock annual-certification'],
  },
  {
    id: 'D-14',
    doubt: 'Is an e-mail or a click in a portal an affirmative written request to hand over CPNI?',
    taken: 'Only an order from an authenticated portal or a signed document counts.',
    applies: ['47 USC 222(c)(2)', 'law decide: order'],
  },
  {
    id: 'D-15',
    doubt:
      "Which fields does the FCC's electronic filing form ask today, and does its old CPNI form still take filings for 2027?",
    taken: 'Both ways of filing stay possible; the carrier chooses.',
    applies: ['47 CFR 64.2009(e)'],
  },
  {
    id: 'D-16',
    doubt: 'Must a provider that first registers in February recertify by March 1 of the same year?',
    taken: 'Yes.',
    applies: ['47 CFR 64.6305(h)', 'clock registration-recertification'],
  },
  {
    id: 'D-17',
    doubt:
      'Does a new senior officer or a new round-the-clock contact amend the CALEA policies, so that they must be filed again?',
    taken: 'Yes, within 90 days.',
    applies: ['47 CFR 1.20005(a)', 'clock calea-refile'],
  },
  {
    id: 'D-18',
    doubt:
      'Does a traceback request received before 08:00 on a business day count from 08:00 that day or the next business day?',
    taken: '08:00 the same day, the earlier reading.',
    applies: ['47 CFR 64.1200(n)(1)', 'clock traceback-answer'],
  },
  {
    id: 'D-19',
    doubt:
      'Does the one warning promised in a mitigation plan run a number, a user or an account, and does it ever lapse?',
    taken: 'One warning an account, without end.',
    applies: ['47 CFR 64.6305(d)(2)', 'a carrier that promised it'],
  },
  {
    id: 'D-20',
    doubt: "Is the paragraph of the FCC order that one plan's footnote cites the right one?",
    taken: 'Not checked: a citation of that order is information, never an error.',
    applies: ['compline lint: mitigation-plan'],
  },
  {
    id: 'D-21',
    doubt: 'Did the breach rules adopted in 2023 get an effective date, or fall in court, after 2026-10-05?',
    taken: 'The rules of 2007 hold; the others wait for a date in one setting that is empty.',
    applies: ['47 CFR 64.2011', 'clock breach-report', 'clock breach-customer-notice'],
  },
  {
    id: 'D-22',
    doubt: 'Is the fee for registration and recertification in effect for the round of 2027?',
    taken: 'Unknown: the carrier is warned to look before it files.',
    applies: ['47 CFR 64.6305(h)'],
  },
  {
    id: 'D-23',
    doubt:
      'What are the exact letters and numbers of the current 64.6300 to 64.6302, 64.6305(d) to (h) and 64.1200(k) and (n)?',
    taken: 'As recalled; such a citation is data that can be corrected without touching a rule.',
    applies: ['47 CFR 64.6305(d)(5)', '47 CFR 64.6305(h)', '47 CFR 64.1200(n)(1)', 'clock registration-update'],
  },
  {
    id: 'D-24',
    doubt: 'What must an agreement for signing by a third party hold, and is it kept for two years?',
    taken:
      'The specific tasks, the confirmation that signing decisions stay with the provider, and two years after it ends.',
    applies: ['47 CFR 64.6301(b)(3)', '47 CFR 64.6301(b)(4)'],
  },
  {
    id: 'D-25',
    doubt: 'How exactly are the hours of a traceback carried over a weekend or a holiday at the end of the period?',
    taken: 'To the same clock time of the next business day.',
    applies: ['47 CFR 64.1200(n)(1)', 'clock traceback-answer'],
  },
  {
    id: 'D-26',
    doubt: 'Do days closed by executive order, and Inauguration Day, count as holidays at the FCC?',
    taken: 'Only when entered as closures, with their source; none is built in.',
    applies: ['47 CFR 1.4(e)(1)', 'every clock that rolls or counts business days'],
  },
  {
    id: 'D-27',
    doubt: 'Does the federal hold on telling customers of a breach override a state deadline that ends sooner?',
    taken: 'The hold is kept, and the conflict is put before counsel.',
    applies: ['47 CFR 64.2011(b)(1)', 'clock breach-customer-notice'],
  },
  {
    id: 'D-28',
    doubt: 'Are the know-your-customer rules of April 2026 final, as one public note says?',
    taken: 'A proposal, as the official texts show: never enforced.',
    applies: ['47 CFR 64.1200(n)(4)'],
  },
  {
    id: 'D-29',
    doubt: 'Have the breach rules of 2023 applied since 2024-03-13, as some notes say?',
    taken: 'No: the Federal Register delayed that section without a date, and it prevails.',
    applies: ['47 CFR 64.2011'],
  },
  {
    id: 'D-30',
    doubt: 'Is the blocking code 603+ required from 2026-03-24 or 2026-03-25?',
    taken: '2026-03-25.',
    applies: ['47 CFR 64.1200(k)'],
  },
  {
    id: 'D-31',
    doubt: 'May a carrier whose wholesaler signs all its calls, and that controls no network, state "none" for ever?',
    taken: 'Yes where it explains why, with a warning.',
    applies: ['47 CFR 64.6305(d)(2)(i)', 'compline lint: mitigation-plan'],
  },
  {
    id: 'D-32',
    doubt: 'What are the maximum penalties after the inflation steps that followed 2023?',
    taken: 'The figures of 2023 are shown with their year.',
    applies: ['47 USC 503(b)'],
  },
  {
    id: 'D-33',
    doubt: 'May an agent make offers in a category that the customer already buys without approval?',
    taken: 'With a written agency agreement; else the agent is judged as a contractor.',
    applies: ['47 CFR 64.2005(a)', 'law decide: exempt offers'],
  },
  {
    id: 'D-34',
    doubt: 'What may be done with the CPNI of former customers, to win them back?',
    taken: 'They buy no category, so no offer is exempt; an old approval counts only for what its notice named.',
    applies: ['47 USC 222(a)', '47 CFR 64.2005(a)', '47 CFR 64.2007(b)'],
  },
  {
    id: 'D-35',
    doubt: 'How exactly must a customer recite a call before it may be discussed with him?',
    taken:
      'Its number and day exactly, and if he says them a time within fifteen minutes and a length within one minute; and no other call may be so.',
    applies: ['47 CFR 64.2010(b)'],
  },
  {
    id: 'D-36',
    doubt:
      'With which SIP code is a call refused for its caller ID or a do-not-originate number, as 64.1200(k)(9) speaks of analytics alone?',
    taken:
      "403 for a caller ID that is not the account's, 603 with a Reason in words for a number of the list, and 603+ only where analytics decided.",
    applies: ['47 CFR 64.1200(k)(9)', '47 CFR 64.1200(o)'],
  },
  {
    id: 'D-37',
    doubt:
      'Does the bar on blocking 911 also reach 988, the test number 933 and calls to public safety answering points?',
    taken: 'Yes: all of them are carried, whatever else is true.',
    applies: ['47 CFR 64.1200(k)(5)', '47 CFR 64.1200(k)(6)'],
  },
  {
    id: 'D-38',
    doubt: 'At which level is a call signed that our customer forwards with evidence and that came unsigned?',
    taken: 'C: we know who forwards it, not who calls.',
    applies: ['47 CFR 64.6301(a)(2)'],
  },
  {
    id: 'D-39',
    doubt:
      'Do the days of a notice of suspected illegal traffic and of a Final Determination Order roll when the last one is a holiday?',
    taken: 'No: blocking is no filing, and the earlier day is kept.',
    applies: [
      '47 CFR 64.1200(n)(2)',
      '47 CFR 64.1200(n)(3)',
      'clock illegal-traffic-notice',
      'clock final-determination',
    ],
  },
  {
    id: 'D-40',
    doubt: 'Do the 24 hours for the status of a blocking dispute run at night and on holidays?',
    taken: 'Yes: the rule names no office hours.',
    applies: ['47 CFR 64.1200(k)(8)', 'clock block-dispute'],
  },
  {
    id: 'D-41',
    doubt:
      'Is a wrong caller ID a second infraction when it came over 24 hours after the warning was delivered, but before its delivery was proven to us?',
    taken: 'Yes: the customer was warned; what counts is when the warning came to him, not when we learned of it.',
    applies: ['47 CFR 64.6305(a)(2)', 'a carrier that promised one warning'],
  },
  {
    id: 'D-42',
    doubt:
      'From when do the 24 hours of a traceback run where the request first came to somebody of the carrier who is not its traceback desk?',
    taken:
      'From when the carrier first had it: from the day and hour of the mail that a colleague forwards. What a stranger says that he forwards moves nothing.',
    applies: ['47 CFR 64.1200(n)(1)', 'clock traceback-answer'],
  },
];

/** The doubts as lines for a terminal: the question, the default taken, where it applies. */
export const doubtLines = (): readonly string[] =>
  doubts.map(
    ({ id, doubt, taken, applies }) =>
      `${id}  ${doubt}\n      Taken: ${taken}\n      Applies to: ${applies.join('; ')}`,
  );
