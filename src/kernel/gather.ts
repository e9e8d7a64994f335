type Waiting<I, O> = {
  readonly input: I;
  readonly done: (answer: O) => void;
  readonly failed: (error: unknown) => void;
};

/**
 * Answers together what is asked at the same time: while a run for a key is under way its next inputs wait, and the next run takes
 * all of them, `most` at once, and `everyMs` or more after the last began. A run begins only after each of its inputs was asked, so it sees all that was acknowledged before.
 */
export const gather = <I, O>(
  run: (key: string, inputs: readonly I[]) => Promise<readonly O[]>,
  { most, everyMs }: { readonly most: number; readonly everyMs: number },
): ((key: string, input: I) => Promise<O>) => {
  const queues = new Map<string, Waiting<I, O>[]>();

  const answer = async (key: string, part: readonly Waiting<I, O>[]): Promise<void> => {
    try {
      const answers = await run(
        key,
        part.map(({ input }) => input),
      );
      part.forEach(({ done, failed }, i) => {
        const one = answers[i];
        if (one === undefined) failed(new Error('an input was not answered'));
        else done(one);
      });
    } catch (error) {
      for (const { failed } of part) failed(error);
    }
  };

  const drain = async (key: string, queue: Waiting<I, O>[]): Promise<void> => {
    while (queue.length > 0) {
      const began = performance.now();
      await answer(key, queue.splice(0, most));
      // the next is not begun at once: what comes in the meantime shares it
      const left = everyMs - (performance.now() - began);
      if (left > 0) await new Promise((resolve) => setTimeout(resolve, left));
    }
    queues.delete(key);
  };

  return (key, input) =>
    new Promise<O>((done, failed) => {
      const queue = queues.get(key);
      if (queue !== undefined) {
        queue.push({ input, done, failed });
        return;
      }
      const first = [{ input, done, failed }];
      queues.set(key, first);
      // what arrives in this turn of the loop still joins the first run
      setImmediate(() => void drain(key, first));
    });
};
