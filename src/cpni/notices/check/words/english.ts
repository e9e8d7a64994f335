import type { AllOf } from '../text.ts';
import type { Words } from './words.ts';

const guarded = /\b(protect\w*|confidential\w*|privacy|private\w*|safeguard\w*)\b/;
const federal =
  /\bfederal (communications )?(law|statute|rules?|regulations?|act)\b|\bcommunications act\b|\blaws? of the united states\b/;
const no =
  /\b(den(y|ies|ial|ied)|refus(e|es|al|ing)|disapprov\w*|declin\w*|say(ing)? (no|"no")|"no"|opt(ing)?[- ]?out|opt(ed|s) out|restrict\w*|object\w*|withhold\w*|withdraw\w*|do not want|don't want)\b/;
const yes =
  /\b(grant\w*|approv\w*|agree\w*|say(ing)? (yes|"yes")|consent\w*|opt(ing)?[- ]?in|permission|allow\w*|yes)\b/;
const toAgree =
  /\b(to|if you|you) (agree|approve|consent|opt[- ]?in|grant|say yes|give (us )?(your )?(permission|consent|approval)|allow)\b/;
const mayDo = /\b(right|may|can|could|entitled|free to|choice|option)\b/;
const anyTime = /\b(at any (time|moment)|any ?time|whenever|at all times)\b/;
const service = /\b(services?|plan|phone line)\b/;
const phone = /(?:\+?1[-. ]?)?\(?\b[2-9]\d{2}\)?[-. ]\d{3}[-. ]\d{4}\b|\b1[-. ]8\d{2}[-. ][a-z0-9-]{7,}/;
const site = /\bhttps?:\/\/\S+|\bwww\.\S+|\b[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|net|org|us|example|coop|io|tel)(\/\S*)?\b/;
const post =
  /\bp\. ?o\. box \d+|\bpostage[- ]paid\b|\b\d{1,5} [a-z0-9. ]+ (street|st|avenue|ave|road|rd|drive|dr|boulevard|blvd|lane|ln|way|court|ct|plaza)\b/;
const act =
  /\b(call|calling|dial|phone|reply|replying|answer|go to|visit|use|log ?in|sign ?in|write|mail|return|send|check|tick|fill|complete|text|click|say|choose|tell us)\b/;
const choice =
  /\b(what(ever)? you (decide|choose|tell us|say)|choices?|decisions?|answers?|elections?|(approval|yes|consent|permission)\b.{0,40}\b(or|and|nor)\b.{0,25}\b(denials?|refusals?|no)|denial\b.{0,40}\bor\b.{0,25}\bapproval)\b/;
const untilYou = /\b(until|unless|as long as|till)\b.{0,60}\byou\b/;
const offering =
  /\b(offer\w*|market\w*|sell\w*|promot\w*|advertis\w*|suggest\w*|recommend\w*|propos\w*|tell you (about|of)|inform you (about|of)|let you know (about|of))\b/;
const using = /\b(use|uses|used|using|look|want|wants|like|share|purpose|give|see|wish|plan|would)\b/;

const anyUse: readonly AllOf[] = [
  [using, /\b(purposes?|in order to|to|for)\b/, /\b(information|cpni|records?|data)\b/],
];

/** English, in the ways in which carriers say it. */
export const english: Words = {
  right: [[/\b(a|the|your|own|our) rights?\b|\bright to\b|\bentitled\b/, guarded]],
  duty: [[/\b(dut(y|ies)|obligation|obligated|obliged|responsib\w+|required|requires?|must)\b/, guarded]],
  federalLaw: [
    [federal, /\b(right|entitled|duty|obliged|obligat\w+|requires?|required|must|responsib\w+|gives|says)\b/],
  ],
  term: /\bcpni\b|\bcustomer proprietary network information\b/,
  definition: [
    [
      /\b(cpni|proprietary network information|this information|that information|such information|this record|these records)\b/,
      /\b(includes?|means|consists?|covers?|such as|is information|are|for example|namely|like these|comprises?|called|calls (them|it|this)|known as|short for|examples)\b/,
    ],
  ],
  looksBack: /^(that|this|such|these|those|the law calls) (information|records?|data|them|it)\b/,
  continues: /^(examples?|it|this|these|they|also|in addition|-|\*|•|·)/,
  classes: {
    'call-detail':
      /\bnumbers? (that )?you (call|dial)|\b(phone|telephone) numbers? (called|dialed|that call)|\bcalls? (that )?you (make|place|receive|answer)|\bcall(ing)? (details?|records?|history|patterns?)|\bwho(m)? you call|\bwho calls you|\b(time|date|length|duration|destination)\b.{0,30}\bcalls?\b|\bwhen you call/,
    'services-subscribed':
      /\btypes? of services?\b|\bservices? (that |to which |which )?you (already |currently )?(have ordered|buy|have|purchase|subscribe|take|order|receive|get)|\b(plans?|features?|services?|packages?)\b.{0,30}\byou (have ordered|buy|have|purchase|subscribe|take|order)/,
    usage: /\b(how (much|often|many)|amount|quantity|usage|minutes)\b/,
    billing: /\b(bill|bills|billed|billing|charges?|what you pay|amounts? you pay|payments?)\b/,
    location: /\blocation\b|\bwhere (you|your (phone|device|calls?))\b/,
    'technical-configuration':
      /\btechnical\b|\bconfigur\w+|\bhow your (service|line|phone) is set up|\btypes? of (line|equipment|connection)\b/,
  },
  purposes: {
    market: [[offering, /\b(services?|products?|plans?|offers?|offerings|packages?)\b/, using]],
    sell: [[/\b(sell|sale)\b/, /\b(information|cpni|records?|data)\b/]],
    provide: [[/\bprovid\w+\b/, service]],
    bill: [[/\bbill(ing)?\b/, service]],
    protect: [[/\b(protect|fraud)\b/]],
    'legal-process': [[/\b(court|subpoena|legal process|law enforcement)\b/]],
    port: [[/\b(port|transfer)\b/, /\bnumber\b/]],
    'customer-request': anyUse,
    'inbound-help': anyUse,
    emergency: [[/\bemergenc\w+\b/]],
    'track-competitors': anyUse,
    other: anyUse,
  },
  sharing:
    /\b(share|shares|sharing|disclose|discloses|give|gives|provide it|pass|transfer|available to|receive|receives)\b/,
  notSharing: /\b(not|never|nobody|no one|n't|without)\b/,
  unnamed:
    /\b((trusted|selected|certain|business|marketing|joint venture)? ?partners|third[- ]part(y|ies)|other (companies|carriers|businesses|organizations)|(our )?(affiliates|subsidiaries|vendors|contractors|agents))\b/,
  refuse: [[mayDo, no]],
  withdraw: [
    [
      /\b(withdraw\w*|revok\w*|take\b.{0,25}\bback|chang\w+ (your|my) (mind|choice|decision)|cancel\w*|restrict\w*|opt[- ]?out|den(y|ial))\b/,
      anyTime,
    ],
  ],
  stepsToDeny: [
    [act, no, phone],
    [act, no, site],
    [act, no, post],
    [/\brepl(y|ying)\b/, no],
    [/\b(form|card|box|key|button)\b/, /\b(enclosed|attached|below|check|press|return|click)\b/, no],
  ],
  silenceGrants: [
    [
      /\b(do nothing|nothing to do|(not|t) (need to |have to )?(do|take|act)\b|need not|no (action|response|reply|answer)|not hear|without hearing|unless|silence)/,
      /\b(assum\w*|agree\w*|approv\w*|consent\w*|permission|treat|take it|deem\w*|consider\w*|yes|say no|grant\w*|allow)\b/,
    ],
  ],
  stepsToGrant: [
    [toAgree, act, phone],
    [toAgree, act, site],
    [toAgree, /\b(say|sign|check|tick|reply|return|write|press|click)\b/],
  ],
  channels: {
    phone: [[/\b(call|calls|calling|dial|phone|telephone)\b/, phone]],
    web: [[site]],
    'email-reply': [[/\b(reply|replying|respond|answer)\b/, /\b(e-?mail|message|"?opt[- ]?out"?|"no"|stop)\b/]],
    mail: [[/\b(write|mail|return|send|post)\b/, post]],
  },
  serviceUnaffected: [
    [
      /\b(not|n't|never|nor)\b.{0,50}\b(affect|change|impact|influence|alter|interrupt|reduce|limit|harm|disturb)\w*/,
      service,
      no,
    ],
    [
      /\b(not|n't|never|nor)\b.{0,50}\b(affect|change|impact|influence|alter|interrupt|reduce|limit|harm|disturb)\w*/,
      service,
      /\b(decision|choice|choose|answer|either way|whatever|whether)\b/,
    ],
    [
      /\bno (effect|impact|bearing|influence|consequence\w*)\b/,
      service,
      /\b(decision|choice|choose|answer|deny|denial|refus\w*|no)\b/,
    ],
    [
      /\b(stay|stays|remain|remains|keep|continue)\b.{0,30}\b(same|unchanged|unaffected|exactly|as (they|it))\b/,
      service,
      /\b(no|refus\w*|den(y|ial)|choose|choice|decision|either way|whatever|whether|opt)\b/,
    ],
    [/\bchang\w+ nothing\b/, service],
    [/\bstill (provide|give|serve|get|receive|have)\b/, service, no],
    [/\bwithout (affecting|any effect|losing)\b/, service],
  ],
  serviceAffected: [
    [
      /\b(may|might|could|can|will|would)\b (also )?(affect|limit|reduce|interrupt|suspend|delay|degrade|end|cancel|terminate)\w*\b/,
      service,
    ],
    [/\b(lose|suspend\w*|disconnect\w*|terminat\w*|cancell?\w*|interrupt\w*)\b.{0,40}\bservices?\b/, no],
  ],
  loaded: [
    [
      no,
      /\b(miss out|missing out|lose|losing|unfortunately|regret\w*|sadly|forfeit\w*|penal\w*|worse|best (deals?|prices?|offers?)|exclusive|savings?|higher (price|rate|bill)s?|inferior|sorry|fee)\b/,
    ],
  ],
  misleading:
    /\b(you (must|are required to|have to) (agree|accept|consent|approve|allow)|required by law to (agree|accept|consent)|(we are|law) requires? (us )?to (share|sell|market|use)|to (avoid|prevent) (an? )?(interruption|disconnection|loss|suspension)|keep your service active|failure to (respond|reply) (will|may)|final notice|your account (will|may) be|not optional|cannot (refuse|opt out))\b/,
  reward: [
    [
      yes,
      /\b(discounts?|lower (prices?|rates?|bills?)|save|savings|gifts?|rewards?|bonus\w*|credits?|prizes?|cash|cheaper)\b/,
    ],
  ],
  freeze: [
    [/\bfreez\w*\b/],
    [
      /\b(block|lock|bar|shut|close)\w*\b/,
      /\b(third[- ]part(y|ies)|other (carriers?|compan\w+|providers?)|anyone else|everyone else|outsiders?|competitors?)\b/,
      /\b(recommend|urge|suggest|encourage|advis|should|ask us|tell us|let us|wise|best|protect yourself)\w*\b/,
    ],
  ],
  duration: [
    [
      choice,
      /\b(valid|effects?|effective|stands?|remains?|lasts?|holds?|continues?|in force|stays?|good|counts?|honou?r\w*)\b/,
      untilYou,
    ],
    [
      /\b(approval|yes|consent|permission)\b/,
      /\b(denial|refusal|no)\b/,
      /\b(valid|effects?|effective|stands?|remains?|lasts?|holds?|continues?|in force|stays?)\b/,
      untilYou,
    ],
  ],
  ends: [
    [
      /\b(choice|approval|denial|refusal|decision|consent|opt[- ]?out|election|answer|permission)\b/,
      /\b(valid|expires?|lapses?|lasts?|ends?|good|in effect|in force|holds?|stays?|remains?)\b/,
      /\b(for|after|within|in) (\d+|one|two|three|five|six|ten|twelve|a|an|another) (\(\d+\) )?(days?|weeks?|months?|years?)\b/,
    ],
  ],
  earlierNo: [
    [
      /\b(already|before|previous\w*|earlier|in the past|once)\b/,
      /\b(opted out|said no|told us (no|not)|refused|denied|declined|restricted|opt out|no)\b/,
      /\b(no (further |more |new )?action|need (not|do nothing)|do(es)? not (have|need)|don't (have|need)|nothing (more|further|else)|still (stands|counts|holds)|remains?)\b/,
    ],
  ],
  request: {
    'opt-out': [
      [
        /\b(unless|if (we|you) (do not|don't)|do nothing|not hear|silence|within)\b/,
        /\b(assum\w*|approv\w*|agree\w*|consent\w*|permission|yes|treat\w*|take it|grant\w*)\b/,
      ],
      [/\b(unless you|if you do not|if you don't)\b/, /\b(will|may) (then )?(use|share|begin|start)\b|\bwill use\b/],
      [/\b(asks?|like|want|request\w*)\b/, /\b(permission|approval|consent)\b/],
    ],
    'opt-in': [
      [
        /\b(may we|do you (agree|consent|allow)|would you (agree|allow)|we ask|we request|asks? for|please (tell|let) us|to (agree|approve|consent|opt in))\b/,
        /\b(share|use|consent|permission|approv\w*|agree|information)\b/,
      ],
    ],
  },
  days: /\b(\d{1,4}|thirty(?:[- ](?:one|two|three|four|five))?|forty(?:[- ]five)?|forty|sixty|ninety|fifteen|ten|fourteen|twenty(?:[- ](?:one|eight|nine))?|seven|five)(?:[ -]?\(\d{1,4}\))?[ -](?:full |calendar |consecutive )?days?\b(?! a week| per week)/g,
  numbers: {
    five: 5,
    seven: 7,
    ten: 10,
    fourteen: 14,
    fifteen: 15,
    twenty: 20,
    'twenty one': 21,
    'twenty eight': 28,
    'twenty nine': 29,
    thirty: 30,
    'thirty one': 31,
    'thirty two': 32,
    'thirty three': 33,
    'thirty four': 34,
    'thirty five': 35,
    forty: 40,
    'forty five': 45,
    sixty: 60,
    ninety: 90,
  },
  notCalendarDays: /\b(business|working|week) ?days?\b/,
  waiting:
    /\b(hear|heard|wait\w*|assum\w*|unless|silence|do nothing|respond|response|opt(ing)?[- ]?out|say no|tell us|answer|treat)\b/,
  free: [
    [
      /\b(free|toll-free|no (additional |extra )?(cost|charge)|cost\w* (you )?nothing|without (any |additional |extra )*(cost|charge)|at no (additional |extra )?(cost|charge))\b/,
    ],
  ],
  always: [
    [/\b(24 hours|24\/7|twenty-four hours|around the clock|day (or|and) night|any hour|at all hours|every hour)\b/],
  ],
  doNotReply:
    /\b(do not|don't|cannot|please do not) (reply|respond|answer)\b|\b(unmonitored|unattended|not monitored|send-only)\b/,
  subjectNames:
    /\bcpni\b|\bproprietary network information\b|\b(phone|call|calling|telephone)[- ]records?\b|\b(privacy|information)\b.{0,40}\b(choices?|rights?|say no|opt)\b|\b(choices?|rights?|how (we|[a-z ]+) use)\b.{0,40}\b(privacy|information)\b/,
  subjectPromotes:
    /\b(free|save|savings|deals?|offers?|win|winner|exclusive|bonus|rewards?|gift|discount|sale|limited time|act now|hurry|upgrade|congratulations|special)\b|%|!|^(re|fwd?):/,
  subjectWords: /\b(notices?|records?|choices?|privacy|rights?|information|about|from|by|use|account)\b/g,
  smallWords: /\b(the|you|your|and|of|to|we|our|is|are|that|this|not|any|with|have|will|for|how|what|can)\b/g,
};
