/** Pure stream in, stream out: no database, no server. The command line loads the code only when asked for. */
export type Tool = {
  /** The words after `compline`, e.g. `law decide`. */
  readonly command: string;
  readonly says: string;
  /** How it is called, one line. */
  readonly usage: string;
  /** Exit status: 0 done, 1 findings or bad lines, 2 usage, 3 a needed part is unavailable. */
  run(args: readonly string[], streams: ToolStreams): Promise<number>;
};

export type ToolStreams = {
  readonly input: AsyncIterable<Uint8Array>;
  /** Resolves when the reader downstream can take more. */
  write(chunk: string): Promise<void>;
  complain(line: string): void;
};
