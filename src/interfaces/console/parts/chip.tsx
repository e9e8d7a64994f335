/** What a status means to whoever looks; the words say it, the colour only repeats it. */
export type Tone = 'bad' | 'warn' | 'good' | 'plain' | 'held';

const marks: Readonly<Record<Tone, string>> = { bad: '!', warn: '◔', good: '✓', plain: '·', held: '‖' };

/** A status in words. */
export const Chip = ({ tone, words }: { readonly tone: Tone; readonly words: string }) => (
  <span className={`chip chip-${tone}`}>
    <span aria-hidden="true">{marks[tone]}</span> {words}
  </span>
);
