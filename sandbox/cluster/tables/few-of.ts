/** The first of many, and how many more there are: `a,b,c + 2 more...`. */
export const fewOf = (texts: readonly string[], most: number, separator = ','): string => {
  const shown = texts.slice(0, most).join(separator);
  return texts.length > most ? `${shown} + ${texts.length - most} more...` : shown;
};
