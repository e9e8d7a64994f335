import { UnstyledButton } from '@mantine/core';
import type { Due } from './clocks.ts';
import { words } from './words.ts';

const around = 2 * Math.PI * 18;

type RingProps = {
  readonly role: string;
  readonly late: number;
  readonly all: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

// the words beside it say what the ring draws
const Ring = ({ role, late, all, chosen, onChoose }: RingProps) => (
  <UnstyledButton className="ring" aria-pressed={chosen} onClick={onChoose}>
    <svg width="44" height="44" viewBox="0 0 44 44" aria-hidden="true">
      <circle cx="22" cy="22" r="18" className="ring-ground" />
      <circle
        cx="22"
        cy="22"
        r="18"
        className={late === 0 ? 'ring-good' : 'ring-bad'}
        strokeDasharray={`${around * (1 - late / all)} ${around}`}
        transform="rotate(-90 22 22)"
      />
    </svg>
    <span>
      <strong>{role}</strong>
      <br />
      {words.inTime(all - late, all)}
    </span>
  </UnstyledButton>
);

type Props = {
  readonly items: readonly Due[];
  readonly chosen: string | null;
  readonly onChoose: (role: string | null) => void;
};

/** For each duty how much of what has a date is in time; a ring filters the table. */
export const Rings = ({ items, chosen, onChoose }: Props) => (
  <fieldset className="rings">
    <legend className="dim">{words.byRole}</legend>
    {[...new Set(items.flatMap(({ roles }) => roles))].toSorted().map((role) => {
      const of = items.filter(({ roles }) => roles.includes(role));
      return (
        <Ring
          key={role}
          role={role}
          all={of.length}
          late={of.filter(({ state }) => state === 'late').length}
          chosen={role === chosen}
          onChoose={() => onChoose(role === chosen ? null : role)}
        />
      );
    })}
  </fieldset>
);
