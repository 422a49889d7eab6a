/** One address of the page's server besides its own; what it answers is sent as JSON. */
export type PageRoute = {
  readonly method: 'GET' | 'POST';
  /** Begins with /api/. */
  readonly path: string;
  /** `body` is what was posted as JSON, unchecked. An Error becomes its sentence, with status 400. */
  answer(asked: { query: URLSearchParams; body: unknown }): unknown;
};
