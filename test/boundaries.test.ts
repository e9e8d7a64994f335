import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type IConfiguration, type ICruiseResult } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** What is planted: a file, and the file it wrongly imports. */
const violations: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'law-knows-nothing': ['src/law/planted.ts', 'src/kernel/target.ts'],
  'kernel-below-all': ['src/kernel/planted.ts', 'src/db/target.ts'],
  'foundations-below-capabilities': ['src/ledger/planted.ts', 'src/carriers/target.ts'],
  'tables-list-records': ['src/db/tables.ts', 'src/cpni/uses/target.ts'],
  'documents-alone': ['src/documents/planted.ts', 'src/kernel/target.ts'],
  'outside-below': ['src/outside/planted.ts', 'src/ledger/target.ts'],
  'no-interface-below': ['src/personnel/planted.ts', 'src/interfaces/target.ts'],
  'stores-are-private': ['src/cpni/uses/planted.ts', 'src/cpni/campaigns/store.ts'],
  'interfaces-decide-nothing': ['src/interfaces/planted.ts', 'src/law/target.ts'],
  'console-through-the-client': ['src/interfaces/console/planted.tsx', 'src/kernel/target.ts'],
  'console-is-no-library': ['src/interfaces/http/planted.ts', 'src/interfaces/console/target.ts'],
  'carriers-lowest': ['src/carriers/planted.ts', 'src/personnel/target.ts'],
  'customers-low': ['src/cpni/customers/planted.ts', 'src/cpni/uses/target.ts'],
  'approvals-low': ['src/cpni/approvals/planted.ts', 'src/cpni/campaigns/target.ts'],
  'uses-below-campaigns': ['src/cpni/uses/planted-too.ts', 'src/cpni/campaigns/target.ts'],
  'notices-below-returns': ['src/cpni/notices/planted.ts', 'src/cpni/returns/target.ts'],
  'returns-of-cpni': ['src/robocall/tracebacks/planted.ts', 'src/cpni/returns/target.ts'],
  'account-changes-below-authentication': ['src/cpni/account-changes/planted.ts', 'src/cpni/authentication/target.ts'],
  'desk-high': ['src/cpni/campaigns/planted-too.ts', 'src/cpni/desk/target.ts'],
  'authentication-below-uses': ['src/cpni/authentication/planted.ts', 'src/cpni/uses/target.ts'],
  'customer-letters-low': ['src/robocall/customer-letters/planted.ts', 'src/robocall/strikes/target.ts'],
  'strikes-low': ['src/robocall/strikes/planted.ts', 'src/robocall/call-gate/target.ts'],
  'investigations-low': ['src/robocall/investigations/planted.ts', 'src/robocall/traffic/target.ts'],
  'traffic-below-desks': ['src/robocall/traffic/planted-too.ts', 'src/robocall/tracebacks/target.ts'],
  'lawful-process-high': ['src/robocall/traffic/planted.ts', 'src/lawful-process/target.ts'],
  'accounts-below-strikes': ['src/robocall/accounts/planted.ts', 'src/robocall/strikes/target.ts'],
  'filings-highest': ['src/cpni/campaigns/planted.ts', 'src/filings/target.ts'],
};

let place: string;
let rules: IConfiguration;

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(place, file)), { recursive: true });
  writeFileSync(join(place, file), text);
};

const found = async (): Promise<readonly string[]> => {
  const { forbidden = [] } = rules;
  const { output } = await cruise(['src'], {
    baseDir: place,
    validate: true,
    ruleSet: { forbidden },
    tsPreCompilationDeps: true,
  });
  const result = output as ICruiseResult;
  return result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} > ${to}`);
};

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'compline-boundaries-'));
  rules = (await import('../.dependency-cruiser.mjs' as string)).default;
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

it('every boundary of the house is written as a rule, and every rule has its planted violation', () => {
  const names = (rules.forbidden ?? []).map(({ name }) => name);
  expect(names.toSorted()).toEqual([...Object.keys(violations), 'no-cycles'].toSorted());
});

it('each planted violation is found under the name of its rule, and a lawful import under none', async () => {
  for (const [from, to] of Object.values(violations)) {
    write(to, 'export const target = 1;\n');
    const up = '../'.repeat(from.split('/').length - 1);
    write(from, `import { target } from '${up}${to}';\nexport const planted = target;\n`);
  }
  write('src/cpni/campaigns/lawful.ts', "import { target } from '../uses/target.ts';\nexport const lawful = target;\n");
  write('src/kernel/one.ts', "import { two } from './two.ts';\nexport const one = () => two;\n");
  write('src/kernel/two.ts', "import { one } from './one.ts';\nexport const two = () => one;\n");
  const violated = await found();
  for (const [rule, [from, to]] of Object.entries(violations)) expect(violated).toContain(`${rule}: ${from} > ${to}`);
  expect(violated.filter((line) => line.startsWith('no-cycles'))).not.toEqual([]);
  expect(violated.filter((line) => line.includes('lawful.ts'))).toEqual([]);
});
