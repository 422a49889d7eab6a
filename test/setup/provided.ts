declare module 'vitest' {
  interface ProvidedContext {
    /** One Redis for the whole run; each test file keeps to its own key prefix. */
    redisUrl: string;
  }
}

export type Provided = 'redisUrl';
