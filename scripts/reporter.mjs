// Prints one plain closing line, `N passed, N failed, N skipped`, and why each skipped test was skipped.
export default class Closing {
  onTestRunEnd(modules) {
    const count = { passed: 0, failed: 0, skipped: 0 };
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state in count) count[state] += 1;
        if (state === 'skipped') process.stdout.write(`skipped: ${test.fullName}\n`);
      }
      if (module.errors().length > 0) count.failed += 1;
    }
    process.stdout.write(`\n${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped\n`);
    if (process.env.CI !== undefined && process.env.COMPLINE_ALLOW_SKIPS === undefined && count.skipped > 0) {
      process.stdout.write('A skip in CI is a failure: .ci/run installs all that tests need.\n');
      process.exitCode = 1;
    }
  }
}
