import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type HeldOut, heldOut, type PlantedDefect, planted } from '../../../test/fixtures/lint/held-out.ts';
import type { Finding } from './finding.ts';
import { type LintOptions, lint } from './lint.ts';
import { lintArguments } from './lint-arguments.ts';

const today = '2026-11-26';

/** The options that stand beside a plan, as they would be typed: its day of filing and its role. */
const optionsOf = (folder: URL, name: string): LintOptions => {
  const typed = readFileSync(new URL(name.replace(/\.\w+$/, '.args'), folder), 'utf8')
    .trim()
    .split(' ');
  const asked = lintArguments([name, ...typed], today);
  if (typeof asked === 'string') throw new Error(`${name}: ${asked}`);
  return asked.options;
};

const grave = (text: string, options: LintOptions): readonly Finding[] =>
  lint(text, options).filter((each) => each.severity !== 'info');

const isFound = (text: string, defect: PlantedDefect, options: LintOptions): boolean =>
  grave(planted(text, defect), options).some((each) => each.code === defect.code);

const print = ({ name, text, defects }: HeldOut, options: LintOptions): void => {
  const missed = defects.filter((defect) => !isFound(text, defect, options));
  const others = defects.flatMap((defect) =>
    grave(planted(text, defect), options).filter((each) => each.code !== defect.code),
  );
  process.stdout.write(
    `lint ${name}: ${grave(text, options).length} false alarms, ${missed.length} of ${defects.length} planted defects missed, ${others.length} reported beside them\n`,
  );
};

describe.each(['held-out', 'second-sample', 'third-sample'])(
  'plans written without reading the linter (%s)',
  (sample) => {
    const folder = new URL(`../../../test/fixtures/lint/${sample}/plans/`, import.meta.url);
    const plans = heldOut(folder).map((plan) => ({ plan, options: optionsOf(folder, plan.name) }));

    it.each(plans.map(({ plan, options }) => [plan.name, options.filed, plan, options] as const))(
      '%s, complete by the rules of %s, gives no error and no warning',
      (_name, _filed, plan, options) => {
        print(plan, options);
        expect(grave(plan.text, options)).toEqual([]);
      },
    );

    it.each(
      plans.flatMap(({ plan, options }) =>
        plan.defects.map((defect) => [plan.name, defect.code, defect.find, plan.text, defect, options] as const),
      ),
    )('%s shows %s when changed at "%s"', (_name, _code, _find, text, defect, options) => {
      expect(isFound(text, defect, options)).toBe(true);
    });
  },
);
