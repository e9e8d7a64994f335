import type { OutputOf } from '../../../client/types.ts';

/** A session as `desk.show` tells it. */
export type Shown = OutputOf<'desk.show'>;
export type Way = Shown['ways'][number];
export type Caller = Shown['caller'];

/** A way in its session: what each form of a way is told. */
export type WayHere = {
  readonly sessionId: string;
  readonly way: Way;
  readonly channel: Shown['session']['channel'];
};
