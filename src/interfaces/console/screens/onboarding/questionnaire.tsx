import { type Column, DataTable, plain } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { Part } from '../../parts/page.tsx';
import { Moment } from '../../parts/time.tsx';
import { useMay } from '../../session/session.ts';
import { AnswerForm } from './questionnaire-form.tsx';
import { type Answers, answerInWords, questions, words } from './questionnaire-words.ts';
import type { Case } from './states.ts';

type Version = Case['questionnaires'][number];
type Change = Version['changed'][number];

const asked = (name: string): name is keyof Answers => name in questions;

const inWords = ({ question, before, after }: Change): string => {
  const label = asked(question) ? questions[question] : question;
  return before === null ? `${label}: ${after}` : `${label}: ${words.from(before, after)}`;
};

const changes = ({ version, changed }: Version): string => {
  if (version === 1) return words.first;
  return changed.length === 0 ? words.nothing : changed.map(inWords).join('; ');
};

const columns: readonly Column<Version>[] = [
  plain(words.version, ({ version }) => version),
  plain(words.by, ({ enteredBy }) => enteredBy),
  { label: words.at, value: ({ entered }) => entered, show: ({ entered }) => <Moment of={entered} /> },
  plain(words.changed, changes),
];

const names = Object.keys(questions) as readonly (keyof Answers)[];

const Shown = ({ answers }: { readonly answers: Answers }) => (
  <Facts of={names.map((name) => [questions[name], answerInWords(name, answers[name])])} />
);

/** What the applicant means to do with the service, version by version. */
export const Questionnaire = ({ of }: { readonly of: Case }) => {
  const mayAnswer = useMay('onboarding.answer');
  const [latest] = of.questionnaires;
  return (
    <>
      {latest === undefined ? <div className="empty">{words.none}</div> : <Shown answers={latest.answers} />}
      {of.questionnaires.length < 2 ? null : (
        <Part title={words.versions}>
          <DataTable
            name={words.versions}
            rows={of.questionnaires}
            id={({ version }) => String(version)}
            columns={columns}
            empty={words.none}
          />
        </Part>
      )}
      {mayAnswer ? (
        <Part title={words.title}>
          <p className="dim">{words.lead}</p>
          <AnswerForm caseId={of.id} version={latest?.version ?? 0} answers={latest?.answers ?? null} />
        </Part>
      ) : null}
    </>
  );
};
