import type { RowId } from '../catalogue.ts';
import { inContext, type OpenDocument, placeIn, type Unit } from '../document.ts';
import { type Finding, finding } from '../finding.ts';
import { breachPassages, recording } from './breach-passages.ts';
import type { CertificationCase } from './case.ts';
import { officeWords } from './words.ts';

const term =
  /\b(?:at least |minimum of |not less than |no less than )?(?:an?|one|two|three|four|five|six|seven|eight|ten|\d{1,2})(?:\s*\(\w+\))?\s*(?:full |calendar |more )*(?:years?|months?)\b|\b(?:twelve|eighteen|twenty-four|thirty-six)(?:\s*\(\d+\))? months\b|\bindefinitely\b|\bpermanent\w*|\bas long as\b|\blife of the\b|\b(?:12|18|24|36|60)-month|\b(?:one|two|three|five|seven)-year\b/i;
const keeps =
  /\b(?:retain\w*|retention|kept|keeps?|keeping|maintain\w*|preserv\w*|stor(?:e|ed|es|ing|age)|archiv\w*|hold(?:s|ing)?|held|records?|logs?|sav(?:e|ed)|document\w*|file[ds]?|on file|remain\w*|stay\w*)\b/i;
const written =
  '(?:logs?|logged|records?|registers?|files?|archives?|ledgers?|entr(?:y|ies)|documents?|documentation|papers?|copies)\\b';
const pronoun = '(?:it|they|both|all|each|everything|these|those|this|such|which)';
/** A pronoun, or a word for something written, that points back; "those sign-offs" names what it means itself. */
const anaphora = new RegExp(
  [
    `(?:^|[;,:]\\s+(?:and\\s+)?|\\band\\s+)(?:\\W*\\d\\W+)?${pronoun}\\s+(?:is|are|was|were|has|have|of|for|remains?|stays?)\\b`,
    `\\b(?:retain|keep|hold|stor|maintain|preserv|archiv|sav)\\w*\\s+(?:it|them|${pronoun})\\b`,
    `\\b(?:the|these|those|such|this|that|every|each|both)\\s+${written}`,
    '^\\W*(?:\\d\\W+)?(?:kept|retained|held)\\b',
  ].join('|'),
  'i',
);
const sweeping =
  /\b(?:all|every|each of|any of|these|such|the) (?:of )?(?:these |those |such |the |its |our |cpni |compliance |other )*records\b(?! of).{0,40}(?:described|named|mentioned|listed|above|here|in this|required|this statement)|\b(?:all|every) (?:of )?(?:these |those |such |its |our |the )*(?:cpni |compliance |cpni compliance |cpni-related )?records?\b(?! of)/i;

/** What a sentence points back to must itself be something written down. */
const writes =
  /\b(?:log(?:s|ged)?|records?|recorded|stor(?:e|ed|es)|keeps?|kept|sav(?:e|ed)|retain\w*|file[ds]?|noted|document(?:s|ed)?|captur\w*|maintain\w*|register\w*|copies|writ(?:e|es|ten) down|entered)\b/i;
const certifies = /\b(?:certif\w*|rules|requirements)\b/i;
const ofRecord = /\b(?:address(?:es)?|numbers?|telephone) of record\b/gi;

/** A sentence that keeps something for a period, with the sentences it points back to. */
const keepings = (document: OpenDocument): readonly { readonly unit: Unit; readonly text: string }[] =>
  document.units
    .filter((unit) => unit.kind !== 'heading' && term.test(unit.text) && keeps.test(inContext(unit)))
    .map((unit) => {
      const before = anaphora.test(unit.text)
        ? document.units
            .slice(Math.max(0, unit.index - 3), unit.index)
            .filter(
              (each) =>
                each.kind !== 'heading' &&
                (writes.test(each.text.replace(ofRecord, ' ')) ||
                  (each.index === unit.index - 1 && each.block === unit.block)) &&
                (each.block === unit.block || each.heading === unit.heading),
            )
        : [];
      const listed = unit.text.trim().endsWith(':')
        ? document.units.slice(unit.index + 1, unit.index + 8).filter((each) => each.item)
        : [];
      return {
        unit,
        text: [
          /\brecords? of\b/i.test(unit.text) ? '' : unit.heading,
          ...before.map((each) => each.text),
          unit.text,
          ...listed.map((each) => each.text),
        ].join(' '),
      };
    });

type RecordClass = { readonly row: RowId; readonly name: string; readonly words: RegExp; readonly quote: RegExp };

const supervisory = new RegExp(
  `\\bsupervis\\w*|\\breviews?\\b|\\bsign-?offs?\\b|\\bclearances?\\b|\\b(?:authorization|approval|release|review) (?:slip|form|sheet|paper|record)s?\\b|\\b(?:records?|evidence|proof) of (?:that |the |its |our |such )*compliance\\b|\\bcompliance records?\\b|\\b${officeWords}\\b.*\\b(?:approv\\w*|authoriz\\w*|decisions?|records?)\\b|\\b(?:approvals?|authorizations?)\\b.{0,40}\\b(?:of|by|from) .{0,20}\\b${officeWords}\\b`,
  'i',
);

const classes: readonly RecordClass[] = [
  {
    row: '000-40',
    name: 'notices',
    words: /\bnotic\w*|\bnotif\w*|\bletters?\b/i,
    quote:
      /\b(?<it>(?:maintain\w*|keep\w*|retain\w*) records establishing that notice was provided|records? of (?:the |all |each |every |such )*(?:notices?|notifications?))\b/i,
  },
  {
    row: '2007(a)(3)',
    name: 'approvals',
    words:
      /\bapprovals\b|\bapproval (?:records?|status|or|and)\b|\b(?:customer|subscriber|member)(?:'s|s'|s)? (?:(?!for\b|to\b|about\b|with\b|of\b)\w+ )?(?:approval|consent|choice|election|permission|response|answer|preference)s?\b|\bconsents\b|\bchoices?\b|\belections?\b|\banswers?\b|\b(?:each|every) yes\b|\byes (?:and|or) no\b|\bpreferences?\b|\brefusals?\b|\bopt\w*-?\s?(?:in|out)s?\b|\b(?:each|every|any) (?:approval|consent|permission|response)\b|\brecords? of (?:the |each |every |any |all )?(?:approval|consent)|\bwhether\b.*\bapprov/i,
    quote: /\b(?<it>records? of (?:the |all |each |customer |such )*(?:approvals?|consents?|choices?))\b/i,
  },
  {
    row: '2009(c)-period',
    name: 'campaigns',
    words: /\bcampaigns?\b|\bmarketing (?:effort|program|activit)\w*/i,
    quote:
      /\b(?<it>record of all sales and marketing campaigns|(?:records?|log|register) of [\w ,']{0,40}campaigns?)\b/i,
  },
  {
    row: '2009(d)-period',
    name: 'supervisory reviews',
    words: supervisory,
    quote: /\b(?<it>supervisory review\w*)\b/i,
  },
];

/** In a sentence on records of breaches only a list of other records counts, not the notices of the breach. */
const listed = /\b(?:notices|approvals|consents|campaigns?|supervisory reviews)\b\s*(?:,|and\b)/i;

/** Where somebody reviews campaigns, the review is what is kept, not the record of the campaign. */
const isReviewed = new RegExp(
  `\\b${officeWords}\\b.{0,40}\\b(?:approves?|reviews?|authorizes?|signs? off|clears?)\\b`,
  'i',
);
const ofCampaigns =
  /\bcampaign (?:records?|logs?|register|files?)\b|\b(?:records?|logs?|register) of .{0,40}\bcampaigns?\b/i;

const isKept = (document: OpenDocument, words: RegExp): boolean =>
  keepings(document).some(({ unit, text }) => {
    if (sweeping.test(unit.text)) return true;
    if (isReviewed.test(unit.text) && !ofCampaigns.test(unit.text) && words.test('campaign')) return false;
    if (!/\b(?:breach|incident)/i.test(unit.text)) return words.test(text);
    return listed.test(unit.text) && words.test(listed.exec(unit.text)?.[0] ?? '');
  });

/** Whether these records are to be kept at all: notices and approvals of whoever asks for approval, the others where spoken of. */
const areOwed = ({ document, practice }: CertificationCase, { row, words }: RecordClass): boolean => {
  if (row === '000-40' || row === '2007(a)(3)') return practice.solicits;
  return (
    (practice.solicits || practice.marketing === 'affirmed') &&
    document.units.some((unit) => unit.kind !== 'heading' && words.test(unit.text) && !certifies.test(unit.text))
  );
};

const unkept = (certification: CertificationCase): readonly Finding[] =>
  classes
    .filter((each) => areOwed(certification, each) && !isKept(certification.document, each.words))
    .map(({ row, name, quote }) => {
      const { document } = certification;
      const place = document.units.map((unit) => placeIn(document, unit, quote)).find((each) => each !== null) ?? null;
      return finding(row, place, `No period is given for which records of ${name} are kept. The floor is one year.`);
    });

const short =
  /\b(?:(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|[1-9]|1[01])(?:\s*\(\w+\))?[\s-]+months?|(?:thirty|sixty|ninety|30|60|90|120|180)(?:\s*\(\d+\))? days|(?:[a-z]+|\d+)(?:\s*\(\d+\))? weeks)\b/i;
const breachShort =
  /\b(?:one|1)(?:\s*\(1\))?[\s-]+year\b|\b(?:twelve|12|eighteen|18)(?:\s*\(\d+\))? months\b|\ba year\b/i;
const forRecords =
  /\b(?:records?|logs?|register)\b.{0,120}\b(?:retain\w*|kept|maintain\w*|preserv\w*|stored|held)\b|\b(?:retain\w*|keeps?|maintain\w*|preserv\w*|stores?|holds?)\b.{0,80}\b(?:records?|logs?|register)\b/i;

const tooShort = (document: OpenDocument): readonly Finding[] => {
  const breaches = breachPassages(document).filter(
    (unit) =>
      forRecords.test(unit.text) ||
      (/\bbreach|\bincident/i.test(unit.text) &&
        /\b(?:retain\w*|keeps?|kept|preserv\w*|maintain\w*)\b/i.test(unit.text)),
  );
  const general = document.units.filter(
    (unit) =>
      forRecords.test(unit.text) &&
      /\b(?:campaign|notice|notif|approv|consent|supervis|review|cpni)/i.test(unit.text) &&
      !breaches.includes(unit) &&
      !/\bcall (?:detail )?records\b|\brecordings\b|\bfirst\b|\bevery\b/i.test(unit.text),
  );
  return [
    ...breaches.flatMap((unit) => {
      const place = placeIn(document, unit, breachShort) ?? placeIn(document, unit, short);
      return place && !/\b(?:two|three|four|five|six|seven|[2-9])(?:\s*\(\d\))?[\s-]+years?\b/i.test(unit.text)
        ? [
            finding(
              '2011(d)-short',
              place,
              `"${place.quote}" is too short: records of breaches are kept at least two years.`,
            ),
          ]
        : [];
    }),
    ...general.flatMap((unit) => {
      const place = placeIn(document, unit, short);
      return place && !/\byears?\b/i.test(unit.text)
        ? [
            finding(
              'retention-short',
              place,
              `"${place.quote}" is too short: these records are kept at least one year.`,
            ),
          ]
        : [];
    }),
  ];
};

const breachUnkept = (document: OpenDocument): readonly Finding[] => {
  const passages = breachPassages(document);
  const mentioned = passages.some((unit) => recording.test(inContext(unit).replace(ofRecord, '')));
  const kept = keepings(document).some(
    ({ unit, text }) => passages.includes(unit) || /\bbreach|\bincident/i.test(text) || sweeping.test(unit.text),
  );
  return mentioned && !kept
    ? [
        finding(
          '2011(d)-period',
          null,
          'No period is given for which records of breaches are kept. The floor is two years.',
        ),
      ]
    : [];
};

/** Periods for which records are kept (47 CFR 64.2007(a)(3), 64.2008(a)(2), 64.2009(c) and (d), 64.2011(d)). */
export const retention = (certification: CertificationCase): readonly Finding[] => [
  ...unkept(certification),
  ...tooShort(certification.document),
  ...breachUnkept(certification.document),
];
