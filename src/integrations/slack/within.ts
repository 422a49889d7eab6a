/** What `work` gives, or 'late' when it takes longer than `patience` milliseconds; it goes on all the same. */
export async function within<T>(work: Promise<T>, patience: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), patience);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
