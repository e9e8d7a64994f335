import { Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AnswerName, InputOf, OutputOf } from '../../client/types.ts';
import { useAct } from '../ask.ts';
import { useMay } from '../session/session.ts';
import { told } from '../told.ts';
import { announce } from './announce.tsx';
import { Refusal } from './refusal.tsx';
import { SentForm } from './sent-form.tsx';
import { words } from './words.ts';

/** For whoever may not: which roles may. */
export const MayOnly = ({ act, button }: { readonly act: keyof typeof told; readonly button: string }) => (
  <Text size="sm" c="dimmed">
    {words.mayOnly(button, told[act].may)}
  </Text>
);

type Props<N extends AnswerName> = {
  readonly act: N;
  readonly input: () => InputOf<N>;
  readonly button: string;
  readonly done: string | ((answer: OutputOf<N>) => string);
  readonly children: ReactNode;
};

type ThenProps<N extends AnswerName> = Props<N> & { readonly onDone: (answer: OutputOf<N>) => void };

/** A form that does one operation. Who may not is told who may. */
export const ActFormThen = <N extends AnswerName>(props: ThenProps<N>) => {
  const { act, button } = props;
  const running = useAct(act);
  const may = useMay(act);
  return may ? <SentForm {...props} does={running} variant="filled" /> : <MayOnly act={act} button={button} />;
};

const nothing = (): void => {};

/** The same where nothing more comes of it than that the page is read anew. */
export const ActForm = <N extends AnswerName>(props: Props<N>) => <ActFormThen {...props} onDone={nothing} />;

type TextProps<N extends AnswerName> = Omit<Props<N>, 'children'> & {
  /** what a screen reader says, where the word alone does not tell of what */
  readonly label: string;
};

/** The same as a word in a row of others; nothing where the person may not. */
export const ActTextButton = <N extends AnswerName>({ act, input, button, done, label }: TextProps<N>) => {
  const running = useAct(act);
  if (!useMay(act)) return null;
  const doIt = (): void =>
    void running.mutateAsync(input()).then(
      (answer) => announce(typeof done === 'string' ? done : done(answer)),
      () => {},
    );
  return (
    <>
      <UnstyledButton className="link" aria-label={label} onClick={doIt}>
        {button}
      </UnstyledButton>
      <Refusal of={running.error} />
    </>
  );
};

/** An act that asks nothing but to be done. */
export const ActButton = <N extends AnswerName>(props: Omit<Props<N>, 'children'>) => (
  <ActForm {...props}>{null}</ActForm>
);
