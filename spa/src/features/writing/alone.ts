/** Tabs of this browser that work on the same thing: a lock lets one of them ask a model at a time. */
const locks = (): LockManager | undefined => (navigator as { locks?: LockManager }).locks;
const nameOf = (job: string): string => `resume-builder-run/${job}`;

/** Do something while no other tab does it; returns false, at once, where another tab is at it. */
export async function alone(job: string, work: () => Promise<void>): Promise<boolean> {
  const manager = locks();
  if (!manager) {
    await work();
    return true;
  }
  return manager.request(nameOf(job), { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    return lock !== null;
  });
}

/** Whether a tab of this browser is at it. */
export async function isBusy(job: string): Promise<boolean> {
  const held = await locks()?.query();
  return held?.held?.some(({ name }) => name === nameOf(job)) ?? false;
}

/** Resolves when the tab that is at it has ended, or was closed. */
export async function freed(job: string): Promise<void> {
  await locks()?.request(nameOf(job), () => Promise.resolve());
}
