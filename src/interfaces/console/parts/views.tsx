import { Button, Checkbox, Group, Stack, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMatches } from '@tanstack/react-router';
import { useState } from 'react';
import type { OutputOf } from '../../client/types.ts';
import { useAnswer } from '../ask.ts';
import { ActFormThen, ActTextButton } from './act-form.tsx';
import { Dialog } from './dialog.tsx';
import { words } from './words.ts';

type View = OutputOf<'views.list'>['items'][number];

/** Which columns of a table are not shown, and by which it is ordered. */
export type Arrangement = Pick<View, 'hidden' | 'order'>;

/** What of a table is kept, by the screen it stands on: the address of that without any id in it. */
const useNameOf = (table: string): string => `${useMatches().at(-1)?.routeId ?? ''} ${table}`.trim();

/** The views that a person has of a table, and the one with which it opens. */
export const useViews = (table: string) => {
  const ofTable = useNameOf(table);
  const views = useAnswer('views.list', {});
  const kept = (views.data?.items ?? []).filter((view) => view.ofTable === ofTable);
  return { ofTable, kept, opening: kept.find(({ used }) => used === 'opening') ?? null };
};

type KeepProps = { readonly ofTable: string; readonly shown: Arrangement; readonly onKept: () => void };

const Keep = ({ ofTable, shown: { hidden, order }, onKept }: KeepProps) => {
  const [name, setName] = useState('');
  const [opens, setOpens] = useState(false);
  return (
    <ActFormThen
      act="views.keep"
      input={() => ({ ofTable, name, hidden: [...hidden], order, used: opens ? 'opening' : 'chosen' })}
      button={words.keepView}
      done={words.viewKept}
      onDone={onKept}
    >
      {/* not of fields.tsx: that brings lists and numbers to every first screen */}
      <TextInput
        label={words.viewName}
        required
        withAsterisk={false}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox label={words.opensWith} checked={opens} onChange={(event) => setOpens(event.currentTarget.checked)} />
      <Text size="xs" c="dimmed">
        {words.viewLead}
      </Text>
    </ActFormThen>
  );
};

type Props = {
  readonly ofTable: string;
  readonly kept: readonly View[];
  readonly shown: Arrangement;
  readonly onChoose: (to: Arrangement) => void;
};

/** The views of a table: choose one, drop one, keep what is shown now. */
export const Views = ({ ofTable, kept, shown, onChoose }: Props) => {
  const [open, { open: show, close }] = useDisclosure(false);
  const choose = (view: View): void => {
    onChoose(view);
    close();
  };
  return (
    <>
      <Button variant="default" size="xs" aria-haspopup="dialog" onClick={show}>
        {words.views}
      </Button>
      {open ? (
        <Dialog title={words.views} onClose={close}>
          <Stack gap="xs">
            {kept.length === 0 ? <Text size="sm">{words.noViews}</Text> : null}
            {kept.map((view) => (
              <Group key={view.id} justify="space-between" wrap="nowrap">
                <UnstyledButton className="link" onClick={() => choose(view)}>
                  {view.name}
                  {view.used === 'opening' ? ` (${words.opening})` : ''}
                </UnstyledButton>
                <ActTextButton
                  act="views.drop"
                  input={() => ({ viewId: view.id })}
                  button={words.dropView}
                  label={words.dropViewOf(view.name)}
                  done={words.viewDropped}
                />
              </Group>
            ))}
            <Keep ofTable={ofTable} shown={shown} onKept={close} />
          </Stack>
        </Dialog>
      ) : null}
    </>
  );
};
