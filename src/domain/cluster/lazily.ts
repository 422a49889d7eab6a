/** Builds a value at the first call and gives the same one afterwards: for maps that not every diagnosis needs. */
export function lazily<T>(build: () => T): () => T {
  let built: { readonly value: T } | null = null;
  return () => {
    built ??= { value: build() };
    return built.value;
  };
}
