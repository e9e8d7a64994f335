import { filled, scripts, spelled } from './words/script.ts';

/** What `telephone.step` gives. */
export type Step = {
  readonly turn: string;
  readonly told: 'nothing' | 'not-understood' | 'not-found';
  readonly carrier: string;
  readonly stage: 'language' | 'whose' | 'enter' | 'confirm' | 'saved' | 'over';
  readonly language: 'en' | 'es';
  readonly caller: string | null;
  readonly customerId: string | null;
  readonly versionId: string | null;
  readonly receipt: string | null;
};

/** What is said now, in which language, and how many keys are waited for; none ends the call. */
export type Speech = {
  readonly says: readonly { readonly language: 'en' | 'es'; readonly text: string }[];
  readonly keys: 'one' | 'many' | 'none';
  readonly turn: string;
};

const question = (step: Step, people: string): readonly string[] => {
  const words = scripts[step.language];
  const fill = (text: string) =>
    filled(text, {
      carrier: step.carrier,
      people: spelled(people),
      ending: spelled(step.caller?.slice(-2) ?? ''),
      spelled: spelled(step.receipt ?? ''),
    });
  switch (step.stage) {
    case 'language':
      return [];
    case 'whose':
      return [fill(words.whose)];
    case 'enter':
      return [fill(words.enter)];
    case 'confirm':
      return [fill(words.confirm), fill(words.yes)];
    case 'saved':
      return [fill(words.saved), fill(words.receipt)];
    case 'over':
      return [fill(words.over)];
  }
};

/** The speech of a step. Only the greeting speaks both languages: the caller has not chosen yet. */
export const speechOf = (step: Step, people: string): Speech => {
  const { stage, language, told, turn, carrier } = step;
  if (stage === 'language') {
    const says = (['en', 'es'] as const).map((each) => ({
      language: each,
      text: `${filled(scripts[each].greeting, { carrier })} ${scripts[each].language}`,
    }));
    return { says, keys: 'one', turn };
  }
  const first = told === 'nothing' ? [] : [scripts[language][told]];
  const says = [...first, ...question(step, people)].map((text) => ({ language, text }));
  return { says, keys: stage === 'enter' ? 'many' : stage === 'over' ? 'none' : 'one', turn };
};

/** That nothing was saved; one key tries the same question again. */
export const failureOf = (language: 'en' | 'es', turn: string, people: string): Speech => ({
  says: [{ language, text: filled(scripts[language].failed, { people: spelled(people) }) }],
  keys: 'one',
  turn,
});
