import { Button, Group, Loader, Text } from '@mantine/core';
import { useState } from 'react';
import { HeadedPage } from '../../parts/page.tsx';
import { Refusal } from '../../parts/refusal.tsx';
import { DropZone } from './drop-zone.tsx';
import { useLint, useSeconds } from './lint-file.ts';
import { OptionFields, unknown } from './options.tsx';
import { Result } from './result.tsx';
import { words } from './words.ts';

const Waiting = ({ name, onStop }: { readonly name: string; readonly onStop: () => void }) => {
  const seconds = useSeconds(true);
  return (
    <Group gap="sm">
      <Text role="status" size="sm">
        {seconds < 1 ? words.reading(name) : words.readingLong(name, seconds)}
      </Text>
      {seconds < 1 ? null : (
        <>
          <Loader size="xs" aria-hidden="true" />
          <Button size="compact-sm" variant="default" onClick={onStop}>
            {words.stop}
          </Button>
        </>
      )}
    </Group>
  );
};

/** A filing is dropped, read and told what is wrong with it. */
export const Linter = () => {
  const lint = useLint();
  const [options, setOptions] = useState(unknown);
  const [file, setFile] = useState<File | null>(null);
  const check = (chosen: File): void => {
    setFile(chosen);
    lint.mutate({ file: chosen, options });
  };
  return (
    <HeadedPage title={words.linter} lead={words.says} aside={null}>
      <div className="no-print">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (file !== null) check(file);
          }}
        >
          <OptionFields of={options} put={(some) => setOptions({ ...options, ...some })} />
          <DropZone onFile={check} />
          <Text size="sm" c="dimmed" mt={4}>
            {words.lead}
          </Text>
          {file === null || lint.isPending ? null : (
            <Group mt="xs">
              <Button type="submit" size="xs" variant="default">
                {words.check}
              </Button>
            </Group>
          )}
        </form>
      </div>
      {lint.isPending && file !== null ? <Waiting name={file.name} onStop={lint.reset} /> : null}
      <Refusal of={lint.error} />
      {lint.data === undefined || file === null ? null : <Result name={file.name} of={lint.data} />}
    </HeadedPage>
  );
};
