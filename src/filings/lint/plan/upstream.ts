import { placeIn } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { type PlanCase, type PlanRole, since } from './case.ts';
import type { Statement } from './statements.ts';
import { database, otherProvider, recital, vets } from './words.ts';

const conditional =
  /\b(?<it>(?:in the event|if|should)\s+[\w' ]{0,40}?(?:provides?|offers?|sells?|accepts?|begins?|were to|ever)\s+(?:any\s+|to\s+)?(?:wholesale|upstream|carrier|traffic)?)/i;
const gate =
  /\b(?:accepts?|accepted|refus\w*|reject\w*|declin\w*|turn(?:s|ed)? down|disable\w*|disconnect\w*|monitor\w*|requir\w*|must show)\b/i;
/** What others owe the filer by contract is no knowledge of them. */
const owed =
  /\b(?:carriers?|providers?|partners?|peers?|resellers?)\b[^.]{0,20}\b(?:agrees?|warrants?|accepts?|undertakes?|promises?|must (?:answer|reply|respond))\b|\b(?:contracts?|agreements?|terms)\b[^.]{0,40}\b(?:provides?|obliges?|requires?|prohibits?|forbids?|says?|gives?|bars?)\b|\bwarrant(?:y|ies|s)?\b/i;
const kinds = /\b(?:gateway|(?:non-gateway )?intermediate|foreign)\b[^.,;]*\bproviders?\b/gi;
/** Those who take the filer's calls. */
const downstream = /\b(?:underlying|downstream|terminating|host) (?:\w+ )?(?:carriers?|providers?)\b/gi;
const somebody = '(?:upstream|wholesale|carriers?|resellers?|peers?|providers?)';
const none: readonly RegExp[] = [
  new RegExp(
    `(?:\\b(?:no|not|never|nor|neither|nobody|none)\\b|n't\\b)[^.;]{0,60}\\b(?:calls?|traffic|minutes)\\b[^.;]{0,60}\\b(?:from|of|by|for)\\b[^.;]{0,40}\\b${somebody}\\b`,
    'i',
  ),
  new RegExp(`\\b(?:no|nobody|neither|none)\\b[^.;]{0,40}\\b${somebody}\\b`, 'i'),
];
/** Sentences that name other providers for another reason. */
const elsewhere =
  /\btrace-?backs?\b|\bpenalty of perjury\b|\bin the past two years\b|\bcertif(?:y|ies) that\b|\bextension\b|\bocn\b|\brole\b|\bstir\b|\bshaken\b|\b(?:un)?signed\b|\b(?:our|its) (?:underlying|downstream) (?:carrier|provider)s? (?:sign|attest)\w*/i;

/** For a gateway or a carrier in between every provider is another; a voice service provider may call itself one. */
const speaksOf = (each: Statement, role: PlanRole): boolean => {
  const said = each.said.replace(downstream, ' ').replace(kinds, ' ');
  const named = otherProvider.test(said) || (role !== 'voice-service-provider' && /\bproviders?\b/.test(said));
  return named && !elsewhere.test(each.said) && !recital.test(each.text);
};

const knows = (each: Statement): boolean => {
  if (conditional.test(each.text) || (owed.test(each.said) && !database.test(each.text))) return false;
  return vets.test(each.text) || gate.test(each.text) || (vets.test(each.caption) && database.test(each.text));
};

const hasNone = (each: Statement): boolean => {
  const said = each.said.replace(kinds, ' ');
  return !conditional.test(each.text) && none.some((pattern) => pattern.test(said));
};

/** How upstream providers are known, or that there are none (47 CFR 64.6305(d)(2)(ii), 64.1200(n)(5)). */
export const upstreamProviders = ({ document, statements, filed, role }: PlanCase): readonly Finding[] => {
  const about = statements.filter((each) => speaksOf(each, role));
  if (about.some((each) => knows(each) || (role === 'voice-service-provider' && hasNone(each)))) return [];
  const hedged = about.map((each) => placeIn(document, each, conditional)).find((place) => place !== null);
  if (hedged)
    return [
      finding(
        '002-12',
        hedged,
        `"${hedged.quote}" makes the procedure for upstream providers conditional. Say that there are none now, or what is done.`,
      ),
    ];
  if (filed < since.contents2024) return [];
  const what =
    role === 'voice-service-provider'
      ? 'The plan does not say how upstream providers are known, nor that there are none.'
      : 'The plan does not say how the upstream providers whose traffic is carried are known.';
  return [finding('P4', null, what)];
};
