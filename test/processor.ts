/** Counts the processor time (ms) that this process takes from now on: how long a thing lasts says little on a machine that others use too. */
export const processorTime = (): (() => number) => {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
};
