import { describe, expect, it } from 'vitest';
import { type HeldOut, heldOut, type PlantedDefect, planted } from '../../../test/fixtures/lint/held-out.ts';
import type { Finding } from './finding.ts';
import { type LintOptions, lint } from './lint.ts';

const options: LintOptions = { kind: null, year: null, filed: null, role: null, today: '2026-11-21' };
const grave = (text: string): readonly Finding[] => lint(text, options).filter((each) => each.severity !== 'info');

/** Whether the defect is reported under its code, and was not before it was planted. What the law leaves in doubt may be a note. */
const isFound = (text: string, defect: PlantedDefect): boolean => {
  const before = new Set(lint(text, options).map(({ row }) => row));
  return lint(planted(text, defect), options).some(({ code, row }) => code === defect.code && !before.has(row));
};

/** Of the errors and warnings on the text with one defect in it, those under another code. */
const beside = (text: string, defect: PlantedDefect): readonly Finding[] =>
  grave(planted(text, defect)).filter((each) => each.code !== defect.code);

const print = ({ name, text, defects }: HeldOut): void => {
  const missed = defects.filter((defect) => !isFound(text, defect)).length;
  const others = defects.reduce((total, defect) => total + beside(text, defect).length, 0);
  process.stdout.write(
    `lint ${name}: ${grave(text).length} false alarms, ${missed} of ${defects.length} planted defects missed, ${others} reported beside them\n`,
  );
};

describe.each(['held-out', 'held-out-2', 'held-out-3'])(
  'certifications written without reading the linter (%s)',
  (folder) => {
    const filings = heldOut(new URL(`../../../test/fixtures/lint/${folder}/certifications/`, import.meta.url));

    it.each(filings.map((filing) => [filing.name, filing] as const))(
      '%s, complete, gives no error and no warning',
      (_name, filing) => {
        print(filing);
        expect(grave(filing.text)).toEqual([]);
      },
    );

    it.each(
      filings.flatMap(({ name, text, defects }) =>
        defects.map((defect) => [name, defect.code, defect.find, text, defect] as const),
      ),
    )('%s shows %s when it does not say "%s"', (_name, _code, _find, text, defect) => {
      expect(isFound(text, defect)).toBe(true);
    });
  },
);
