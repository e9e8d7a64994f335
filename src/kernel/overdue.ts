/**
 * Calls `then` after `ms` without an answer; the result takes that back. What has come meanwhile is read first: a process that was
 * held up itself must not take the others for silent.
 */
export const overdue = (ms: number, then: () => void): (() => void) => {
  let turn: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    // timers come before the sockets in a turn of the loop, this after them
    turn = setImmediate(then);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(turn);
  };
};
