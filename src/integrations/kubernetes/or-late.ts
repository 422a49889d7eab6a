/**
 * What the work comes to, or the signal's reason when that is aborted first: a credential plugin may hang, and has no
 * deadline of its own.
 */
export async function orLate<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let late = () => {};
  const end = new Promise<never>((_, reject) => {
    late = () => reject(signal.reason);
    signal.addEventListener('abort', late);
  });
  try {
    return await Promise.race([work, end]);
  } finally {
    signal.removeEventListener('abort', late);
  }
}
