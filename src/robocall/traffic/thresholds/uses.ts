/** Groups of declared use: whoever says that he does the same is compared with the same. */
export const peerGroups = [
  'conversation',
  'contact-centre',
  'collections',
  'survey',
  'political',
  'notices',
  'reseller',
  'undeclared',
] as const;
export type PeerGroup = (typeof peerGroups)[number];

/** The declared use in words. */
export const declaredAs: Readonly<Record<PeerGroup, string>> = {
  conversation: 'conversation',
  'contact-centre': 'a contact centre',
  collections: 'collections',
  survey: 'surveys',
  political: 'political calls',
  notices: 'notices and reminders',
  reseller: 'resale',
  undeclared: 'nothing declared',
};

// the first that fits counts: "political polls" are political, "contact-centre support" is conversation
const words: readonly (readonly [PeerGroup, RegExp])[] = [
  ['reseller', /resell|wholesale|carrier|aggregat|intermediate|upstream|voice.?provider|white.?label/],
  ['political', /politic|elect|vote|ballot|campaign.?(?:office|committee)|canvass|\bgotv\b|poll/],
  ['collections', /collection|debt.?collect|receivable|recovery|past.?due/],
  ['survey', /survey|market.?research|questionnaire|opinion|census|panel/],
  [
    'notices',
    /remind|appoint|notif|notice|alert|school|deliver|courier|shipping|pharm|one.?time|\botp\b|2fa|passcode|verification|announce|broadcast|outage|utility|dispatch|confirmation/,
  ],
  [
    'conversation',
    /support|inbound|help.?desk|customer.?(?:service|care)|conferenc|bridge|hospital|clinic|medical|hotel/,
  ],
  [
    'contact-centre',
    /sale|telemarket|market|lead|contact.?cent|call.?cent|dialer|dialler|outbound|solicit|fundrais|charit|donat|non.?profit|prospect|cold|insurance|solar|warranty|medicare|enrol/,
  ],
  [
    'conversation',
    /convers|business|office|pbx|ucaas|general|voice|phone|residen|retail|professional|law|normal|staff|employee|company|seasonal|shop|service/,
  ],
];

/** The peer group of what an account declared in its own words. */
export const peerGroupOf = (use: string): PeerGroup => {
  const said = use.toLowerCase();
  return words.find(([, pattern]) => pattern.test(said))?.[0] ?? 'undeclared';
};

/** Where suspicion begins and where it is full. A range that falls runs from the higher to the lower. */
export type Range = readonly [begins: number, full: number];

/** What is usual for a declared use, in shares of answered calls, of attempts, or of destinations. */
export type Expected = {
  readonly short6: Range;
  readonly under15: Range;
  readonly over120: Range;
  readonly completion: Range;
  readonly invalid: Range;
  readonly outsideHours: Range;
  /**
   * Of calls to area codes that the registry's list covers; Avid's unscrubbed lists had 31 %. Whom it does not bind has no limit, nor who may talk
   * with anybody: about half of all numbers are registered, and ordinary telephony reaches as many.
   */
  readonly doNotCall: Range;
};

const nothing: Range = [2, 3];
const never: Range = [-1, -2];

/**
 * Limits in use by declared use (decision 30). They stand outside what the published figures and our legal profiles show for the
 * legal use, not at the average: 15 % of six-second calls (Telnyx) and 50 % completion (Volli) describe conversation, and would name
 * every legal dialer; 93 % below fifteen seconds is the complaint against Avid, 6.5 s on average the one against XCast.
 */
const declared: Readonly<Record<Exclude<PeerGroup, 'undeclared'>, Expected>> = {
  conversation: {
    short6: [0.22, 0.5],
    under15: [0.45, 0.8],
    over120: [0.15, 0.03],
    completion: [0.35, 0.1],
    invalid: [0.06, 0.2],
    outsideHours: nothing,
    doNotCall: nothing,
  },
  'contact-centre': {
    short6: [0.52, 0.75],
    under15: [0.78, 0.92],
    over120: [0.03, 0.005],
    completion: [0.1, 0.03],
    invalid: [0.09, 0.25],
    outsideHours: [0.05, 0.4],
    doNotCall: [0.05, 0.31],
  },
  collections: {
    short6: [0.5, 0.75],
    under15: [0.78, 0.92],
    over120: [0.03, 0.005],
    completion: [0.1, 0.03],
    invalid: [0.12, 0.3],
    outsideHours: [0.05, 0.4],
    doNotCall: nothing,
  },
  survey: {
    short6: [0.55, 0.75],
    under15: [0.8, 0.93],
    over120: [0.025, 0.004],
    completion: [0.07, 0.02],
    invalid: [0.28, 0.5],
    outsideHours: [0.05, 0.4],
    doNotCall: nothing,
  },
  political: {
    short6: [0.58, 0.8],
    under15: [0.85, 0.95],
    over120: never,
    completion: [0.08, 0.02],
    invalid: [0.16, 0.35],
    outsideHours: [0.05, 0.4],
    doNotCall: nothing,
  },
  notices: {
    short6: [0.3, 0.6],
    under15: [0.72, 0.92],
    over120: never,
    completion: [0.3, 0.08],
    invalid: [0.07, 0.2],
    outsideHours: nothing,
    doNotCall: nothing,
  },
  reseller: {
    short6: [0.45, 0.75],
    under15: [0.7, 0.92],
    over120: [0.04, 0.005],
    completion: [0.12, 0.03],
    invalid: [0.09, 0.25],
    outsideHours: [0.1, 0.4],
    doNotCall: nothing,
  },
};

/** The range that lets most pass, of the uses that have one: suspicion begins latest. */
const widest = (of: keyof Expected, begins: 'highest' | 'lowest'): Range => {
  const [first] = Object.values(declared)
    .map((use) => use[of])
    .filter(([from]) => from >= 0 && from <= 1)
    .toSorted(([a], [b]) => (begins === 'highest' ? b - a : a - b));
  return first ?? nothing;
};

/** Who declared nothing may do anything that is lawful: each limit is that of the lawful use which comes nearest to it, of those that have one. */
const undeclared: Expected = {
  short6: widest('short6', 'highest'),
  under15: widest('under15', 'highest'),
  over120: widest('over120', 'lowest'),
  completion: widest('completion', 'lowest'),
  invalid: widest('invalid', 'highest'),
  outsideHours: widest('outsideHours', 'highest'),
  doNotCall: nothing,
};

export const expected: Readonly<Record<PeerGroup, Expected>> = { ...declared, undeclared };
