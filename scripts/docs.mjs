// Writes docs/coverage.md: each paragraph of the law with its rule or excuse, the operations and the tests that name it;
// docs/promises.md: each promise of the catalogue with its controls, its journey and the evidence that the journey opens; and
// docs/plan-statements.md: what a mitigation plan says, with its controls and the test that shows it.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle } from './bundle.mjs';
import { installed, root } from './prepare.mjs';
import { testFiles } from './tests.mjs';

installed();
const place = join(root, 'dist', `.docs-${process.pid}`);
const sources = {
  operations: 'src/operations.ts',
  sections: 'src/law/sections.ts',
  calendar: 'src/law/catalogue/calendar-rules.ts',
  paragraphs: 'src/law/catalogue/paragraphs.ts',
  coverage: 'src/law/catalogue/coverage.ts',
  concepts: 'src/carriers/promises/cpni-concepts.ts',
  controls: 'src/operations/controls.ts',
  proofs: 'src/carriers/promises/proofs.ts',
  unplayed: 'test/journeys/promises/unplayed.ts',
  planConcepts: 'src/carriers/promises/plan-concepts.ts',
  planStatements: 'test/plan-statements.ts',
};
const load = (name) => import(pathToFileURL(join(place, `${name}.js`)).href);

try {
  mkdirSync(place, { recursive: true });
  await bundle(sources, place);
  const { operations } = await load('operations');
  const { sections } = await load('sections');
  const calendar = await load('calendar');
  const { paragraphs } = await load('paragraphs');
  const { coverage } = await load('coverage');
  const table = coverage({
    paragraphs,
    rules: [...sections.flatMap(({ rules }) => rules), ...calendar.rules],
    excused: [...sections.flatMap(({ notEncoded }) => notEncoded), ...calendar.notEncoded],
    operations: Object.entries(operations).map(([name, { law }]) => ({ name, law })),
    tests: testFiles(),
  });
  writeFileSync(join(root, 'docs', 'coverage.md'), `${table.trimEnd()}\n`);
  const { cpniConcepts: concepts } = await load('concepts');
  const { controls } = await load('controls');
  const { proofs } = await load('proofs');
  const { unplayed } = await load('unplayed');
  const journeys = testFiles().filter(({ file }) => file.startsWith('test/journeys/promises/'));
  writeFileSync(join(root, 'docs', 'promises.md'), proofs({ concepts, controls, journeys, unplayed }));
  const { planConcepts } = await load('planConcepts');
  const { planTable } = await load('planStatements');
  writeFileSync(join(root, 'docs', 'plan-statements.md'), planTable(planConcepts, controls));
  process.stdout.write('docs/coverage.md, docs/promises.md and docs/plan-statements.md written\n');
} finally {
  rmSync(place, { recursive: true, force: true });
}
