// The boundaries of ARCHITECTURE.md, a rule each; test/boundaries.test.ts plants a violation of every one.
const rule = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to });
const capability = '^src/(carriers|cpni|personnel|robocall|lawful-process|filings)/';
const tests = '\\.(test|example)\\.tsx?$';

export default {
  forbidden: [
    rule(
      'law-knows-nothing',
      'law/ imports only itself',
      { path: '^src/law/', pathNot: tests },
      { pathNot: '^src/law/' },
    ),
    rule(
      'kernel-below-all',
      'kernel/ imports nothing of ours',
      { path: '^src/kernel/', pathNot: tests },
      { path: '^src/', pathNot: '^src/kernel/' },
    ),
    rule(
      'foundations-below-capabilities',
      'db/ and ledger/ import no capability; the list of tables takes their records',
      { path: '^src/(db|ledger)/', pathNot: `^src/db/(platform-|robocall-|staff-|filed-)?tables\\.ts$|${tests}` },
      { path: `${capability}|^src/(documents|outside|interfaces)/`, dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'tables-list-records',
      'the list of tables imports records only',
      { path: '^src/db/(platform-|robocall-|staff-|filed-)?tables\\.ts$' },
      { path: capability, pathNot: '/record\\.ts$' },
    ),
    rule(
      'documents-alone',
      'documents/ turns facts into bytes: nothing of ours',
      { path: '^src/documents/', pathNot: tests },
      { path: '^src/', pathNot: '^src/documents/' },
    ),
    rule(
      'outside-below',
      'outside/ imports kernel/ only',
      { path: '^src/outside/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(outside|kernel)/' },
    ),
    rule(
      'no-interface-below',
      'only interfaces import interfaces',
      { path: '^src/', pathNot: `^src/interfaces/|${tests}` },
      { path: '^src/interfaces/' },
    ),
    rule(
      'stores-are-private',
      "a capability's store.ts is its own",
      { path: '^src/(.+)/[^/]+$' },
      { path: '/store\\.ts$', pathNot: '^src/$1/' },
    ),
    rule(
      'interfaces-decide-nothing',
      'interfaces never import the law',
      { path: '^src/interfaces/', pathNot: tests },
      { path: '^src/law/' },
    ),
    rule(
      'console-through-the-client',
      'the console knows the typed client, records and what a refusal is; all else it asks over HTTP',
      { path: '^src/interfaces/console/', pathNot: tests },
      { path: '^src/', pathNot: '^src/interfaces/(console|client)/|/record\\.ts$|^src/kernel/problem\\.ts$' },
    ),
    rule(
      'console-is-no-library',
      'nothing else imports the console',
      { path: '^src/', pathNot: '^src/interfaces/console/' },
      { path: '^src/interfaces/console/' },
    ),
    rule(
      'carriers-lowest',
      'carriers/ stands below all capabilities',
      { path: '^src/carriers/', pathNot: tests },
      { path: '^src/(cpni|personnel|robocall|lawful-process|filings)/' },
    ),
    rule(
      'customers-low',
      'customers/ calls only carriers/ and approvals/ below it',
      { path: '^src/cpni/customers/', pathNot: tests },
      { path: '^src/(personnel|robocall|filings)/|^src/cpni/(?!customers/|approvals/)' },
    ),
    rule(
      'approvals-low',
      'approvals/ calls only customers/ and carriers/',
      { path: '^src/cpni/approvals/', pathNot: tests },
      { path: '^src/(personnel|robocall|filings)/|^src/cpni/(?!approvals/|customers/)' },
    ),
    rule(
      'uses-below-campaigns',
      'uses/, notices/ and returns/ never call campaigns/ or filings/',
      { path: '^src/cpni/(uses|notices|returns)/', pathNot: tests },
      { path: '^src/filings/|^src/cpni/campaigns/' },
    ),
    rule(
      'notices-below-returns',
      'what goes out does not know what comes back',
      { path: '^src/cpni/(uses|notices)/', pathNot: tests },
      { path: '^src/cpni/returns/' },
    ),
    rule(
      'returns-of-cpni',
      'what reads mails for others too stands in carriers/mailbox/: robocall/ does not know what comes back from customers',
      { path: '^src/robocall/', pathNot: tests },
      { path: '^src/cpni/returns/' },
    ),
    rule(
      'account-changes-below-authentication',
      'who is told of a change does not know how customers are authenticated, and neither knows campaigns',
      { path: '^src/cpni/account-changes/', pathNot: tests },
      { path: '^src/(personnel|robocall|filings)/|^src/cpni/(authentication|campaigns|returns)/' },
    ),
    rule(
      'desk-high',
      'the desk stands above all of cpni/; nobody there or below calls it',
      { path: '^src/(carriers|personnel|cpni/(?!desk/))', pathNot: tests },
      { path: '^src/cpni/desk/' },
    ),
    rule(
      'authentication-below-uses',
      'how customers are proved does not know what is decided and told upon it',
      { path: '^src/cpni/authentication/', pathNot: tests },
      { path: '^src/(personnel|robocall|filings)/|^src/cpni/(uses|campaigns|returns|disclosures)/' },
    ),
    rule(
      'strikes-low',
      'strikes/ stands on accounts and numbers; neither knows it, and it does not know the gate that refuses',
      { path: '^src/robocall/strikes/', pathNot: tests },
      { path: '^src/(cpni|personnel|filings)/|^src/robocall/(?!strikes/|accounts/|numbers/|customer-letters/)' },
    ),
    rule(
      'customer-letters-low',
      'letters to voice customers do not know what they tell of',
      { path: '^src/robocall/customer-letters/', pathNot: tests },
      { path: '^src/(cpni|personnel|filings)/|^src/robocall/(?!customer-letters/|accounts/)' },
    ),
    rule(
      'accounts-below-strikes',
      'accounts/, numbers/, signing/ and onboarding/ know of no strikes',
      { path: '^src/robocall/(accounts|numbers|signing|onboarding)/', pathNot: tests },
      { path: '^src/robocall/strikes/' },
    ),
    rule(
      'investigations-low',
      'investigations/ stands on accounts: whatever gives cause calls it, and it knows none of them',
      { path: '^src/robocall/investigations/', pathNot: tests },
      { path: '^src/(cpni|personnel|filings)/|^src/robocall/(?!investigations/|accounts/|customer-letters/)' },
    ),
    rule(
      'traffic-below-desks',
      'traffic/ does not know who reads it: the gate that hands calls over, the desks that search them',
      { path: '^src/robocall/traffic/', pathNot: tests },
      { path: '^src/robocall/(call-gate|tracebacks|fcc-notices|strikes)/' },
    ),
    rule(
      'lawful-process-high',
      'whoever keeps records does not know who demands them',
      { path: '^src/(carriers|cpni|personnel|robocall)/', pathNot: tests },
      { path: '^src/lawful-process/' },
    ),
    rule(
      'filings-highest',
      'nothing below imports filings/',
      { path: '^src/(?!filings/|interfaces/|operations[./]|tools\\.ts|db/(filed-)?tables\\.ts|demo/)', pathNot: tests },
      { path: '^src/filings/' },
    ),
    rule('no-cycles', 'no circles at run time', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
