import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { useId } from 'react';
import { Day, dayInWords } from './time.tsx';
import { words } from './words.ts';

type Step = { readonly date: string; readonly counted: boolean; readonly why: string };
/** A computed date with each day of the way there, as operations tell it. */
export type Clock = { readonly due: string | null; readonly cite: string; readonly steps: readonly Step[] };

const day = 86_400_000;

/** The weeks from the first step to the last, Sunday first. */
const weeksOf = (dates: readonly string[]): readonly (readonly string[])[] => {
  const at = dates.map((date) => Date.parse(`${date}T00:00:00Z`)).toSorted((a, b) => a - b);
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return [];
  const begin = first - new Date(first).getUTCDay() * day;
  const weeks = Math.min(Math.ceil((last - begin + day) / (7 * day)), 8);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, n) => new Date(begin + (week * 7 + n) * day).toISOString().slice(0, 10)),
  );
};

const kindOf = (clock: Clock, date: string): string => {
  if (date === clock.due) return 'due';
  const steps = clock.steps.filter((step) => step.date === date);
  if (steps.length === 0) return 'plain';
  return steps.some(({ counted }) => counted) ? 'counted' : 'skipped';
};

// the list beside it says the same in words
const Calendar = ({ clock }: { readonly clock: Clock }) => (
  <div className="why-calendar" aria-hidden="true">
    {weeksOf([...clock.steps.map(({ date }) => date), ...(clock.due === null ? [] : [clock.due])]).map((week) => (
      <div key={week[0]}>
        {week.map((date) => (
          <span key={date} className={`why-day why-${kindOf(clock, date)}`}>
            {Number(date.slice(8))}
          </span>
        ))}
      </div>
    ))}
  </div>
);

const Steps = ({ steps }: { readonly steps: readonly Step[] }) => (
  <ol className="why-steps">
    {steps.map(({ date, counted, why }) => (
      <li key={`${date} ${why}`}>
        <Day of={date} /> <span className="dim">({counted ? words.counted : words.notCounted})</span>: {why}
      </li>
    ))}
  </ol>
);

/** Beside a computed date: how it was counted, day by day, and by which rule. */
export const Why = ({ clock }: { readonly clock: Clock }) => {
  const title = useId();
  const [open, { toggle, close }] = useDisclosure(false);
  // where the place beside which it stands goes out of sight, it has the focus no more
  useWindowEvent('keydown', ({ key }) => {
    if (open && key === 'Escape' && document.activeElement === document.body) close();
  });
  const name = clock.due === null ? words.why : words.whyOf(dayInWords(clock.due));
  return (
    <Popover
      opened={open}
      onDismiss={close}
      width={360}
      shadow="md"
      trapFocus
      returnFocus
      withRoles={false}
      position="bottom-start"
    >
      <Popover.Target>
        <UnstyledButton className="why" aria-label={name} aria-expanded={open} onClick={toggle}>
          {words.why}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown
        role="dialog"
        aria-labelledby={title}
        tabIndex={-1}
        className="why-box"
        // Escape closes this, and not the dialog in which it stands
        data-mantine-stop-propagation="true"
      >
        <Text fw={600} id={title}>
          {name}
        </Text>
        <Calendar clock={clock} />
        <Steps steps={clock.steps} />
        <Text size="sm">
          {words.rule}: {clock.cite}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
};
