/** One paragraph in one period. `always`: in force longer than anything we judge; `delayed`: adopted, never in force yet. */
export type Paragraph = {
  readonly cite: string;
  /** What it is about, in a few words of ours. */
  readonly about: string;
  readonly from: string;
  /** Last day in force; null while it stands. */
  readonly until: string | null;
};

/** The paragraphs of one section, by its name. */
export const section =
  (name: string) =>
  (paragraph: string, about: string, from: string, until: string | null): Paragraph => ({
    cite: `${name}${paragraph}`,
    about,
    from,
    until,
  });
