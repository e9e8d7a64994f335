import { type OpenDocument, placeIn, placeOf, type Unit, unitsWith } from '../document.ts';
import { type Finding, finding } from '../finding.ts';

/** Sections of 47 CFR part 64 subpart U with their last lettered paragraph (2010 to (h), pending, wireless only). */
const subpartU: ReadonlyMap<string, string> = new Map([
  ['2001', 'b'],
  ['2003', 'r'],
  ['2005', 'd'],
  ['2007', 'c'],
  ['2008', 'f'],
  ['2009', 'f'],
  ['2010', 'h'],
  ['2011', 'f'],
]);

const reserved = new Set(['2000', '2002', '2004', '2006']);
const section = /(?<![\d.$])(?<title>\d{2,3})\.(?<number>2\d{3,5})(?!\d)(?:\s?\((?<letter>[a-z])\))?/g;

const wrongSection = (document: OpenDocument, unit: Unit): readonly Finding[] =>
  [...unit.text.matchAll(section)].flatMap((match) => {
    const number = match.groups?.number ?? '';
    const letter = match.groups?.letter ?? 'a';
    const last = subpartU.get(number);
    const isPart64 = match.groups?.title === '64';
    if (isPart64 && ((last !== undefined && letter <= last) || reserved.has(number))) return [];
    if (isPart64 && /^2[1-9]\d\d$/.test(number)) return [];
    if (!isPart64 && last === undefined) return [];
    const place = placeOf(document, unit, match.index, match.index + match[0].length);
    const why = last !== undefined && isPart64 ? 'has no such paragraph' : 'does not exist in the CPNI rules';
    return [
      finding(
        '001-01',
        place,
        `"${match[0]}" ${why}; the annual certificate rests on 64.2009(e). Correct the citation.`,
      ),
    ];
  });

const certifiesUnder =
  /\bcertif\w*[^;]{0,60}?(?:pursuant to|under|required by|in accordance with|per)\s+(?:the\s+)?(?:fcc\s+)?(?:rules?\s+)?(?:sections?\s+)?(?:47\s*c\.?\s?f\.?\s?r\.?\s*)?(?:part\s*)?(?:§+\s*|sections?\s+)?(?<it>64\.20(?!09\s?\(e\)|01\b)\d\d\s?\([a-z]\))/i;
const certificateHeading =
  /(?<it>64\.20(?!09\s?\(e\)|01\b)\d\d\s?\([a-z]\))(?=.{0,50}\bcertif)|\bcertif\w*.{0,50}?(?<![\d.])(?:64\.20(?!09\s?\(e\)|01\b)\d\d\s?\([a-z]\))/i;

/** The heading of the certificate, and the line under it, name the rule it is made under. */
const wrongRule = (document: OpenDocument, unit: Unit): readonly Finding[] => {
  const next = document.units[unit.index - 1];
  const titled =
    unit.kind !== 'text' &&
    (certificateHeading.test(unit.text) || (/\bcertif/i.test(next?.text ?? '') && next?.kind === 'heading'));
  const place = titled
    ? placeIn(document, unit, /64\.20(?!09\s?\(e\)|01\b)\d\d\s?\([a-z]\)/)
    : placeIn(document, unit, certifiesUnder);
  if (!place || !/^64\.20(?:03|05|07|08|09|10|11)\s?\([a-h]\)$/.test(place.quote)) return [];
  return [
    finding(
      'C11-citation',
      place,
      `The certificate cites ${place.quote}; the annual certificate is made under 47 CFR 64.2009(e). Correct the citation.`,
    ),
  ];
};

const wrongStatute = (document: OpenDocument): readonly Finding[] =>
  unitsWith(document, /cpni|proprietary/i).flatMap((unit) => {
    const place =
      placeIn(
        document,
        unit,
        /\bsection\s+(?:22[013-9]|2[13]2)(?:\([a-z]\))?\s+of\s+the\s+(?:federal\s+)?(?:tele)?communications\s+act/i,
      ) ?? placeIn(document, unit, /47\s*u\.?\s?s\.?\s?c\.?(?:\s*sections?|\s*§+)?\s*(?:22[013-9]|2[13]2)\b/i);
    return place
      ? [
          finding(
            'C11-citation',
            place,
            `"${place.quote}" is not the CPNI statute, which is section 222. Correct the citation.`,
          ),
        ]
      : [];
  });

const styleOfCitation = (document: OpenDocument): readonly Finding[] => {
  const damaged = /Â§ ?[\d.]*(?:\([a-z]\))?/.exec(document.raw);
  const findings: Finding[] = [];
  if (damaged)
    findings.push(
      finding(
        '000-29',
        { quote: damaged[0], line: document.lineAt(damaged.index) },
        `"${damaged[0]}" is a section sign read in the wrong encoding. Save the file as UTF-8 so that the citation can be found.`,
      ),
    );
  const [spelled] = unitsWith(document, /\bc\.?f\.?r\.? section 64\./i);
  if (spelled && unitsWith(document, /§ ?64\./).length > 0)
    findings.push(
      finding(
        '004-27',
        placeIn(document, spelled, /section 64\.\d+/i),
        'Sections are cited both with "Section" and with "§". Use one style.',
      ),
    );
  return findings;
};

/** Citations that name no rule, the wrong rule for the certificate, or are damaged (catalogue C11). */
export const citations = (document: OpenDocument): readonly Finding[] => {
  const wrong = document.units.flatMap((unit) => [...wrongSection(document, unit), ...wrongRule(document, unit)]);
  const cited = document.units.some((unit) => /64\.2009\s?\(e\)/i.test(unit.text));
  const absent =
    cited || wrong.length > 0
      ? []
      : [
          finding(
            'C11-citation',
            null,
            'The filing nowhere cites 47 CFR 64.2009(e), the rule the certificate is made under. Add it to the heading of the certificate.',
          ),
        ];
  return [...wrong, ...absent, ...wrongStatute(document), ...styleOfCitation(document)];
};
