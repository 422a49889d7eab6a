/** What the property tests of a run have in common. */
export type PropertySettings = {
  /** What all their cases are made from. */
  readonly seed: number;
  /** How many times as many cases as each test asks for. */
  readonly factor: number;
  /** A property that takes longer ends with the cases it has tried, in milliseconds; null: it tries them all. */
  readonly atMost: number | null;
};

/** What guards a change must say the same twice, so its cases are always the same. */
const SEED = 20_261_121;

/** So many times as many cases find in minutes what a year of changes would have met by chance. */
const FACTOR = 20;

const AT_MOST = 300_000;

/**
 * How properties are tested: with the same cases in every run (`guard`), or with new and many more ones (`hunt`), for
 * whoever looks for what nobody knows yet. KEYTURN_PROPERTY_SEED repeats a hunt, KEYTURN_PROPERTY_RUNS is its factor.
 * In: the environment, and a number to make the seed of a hunt from, 0 to 1. Throws an Error for what is no number.
 */
export function propertySettings(
  kind: 'guard' | 'hunt',
  env: Readonly<Record<string, string | undefined>>,
  chance: number,
): PropertySettings {
  const hunt = kind === 'hunt';
  return {
    seed: wholeNumber(env, 'KEYTURN_PROPERTY_SEED') ?? (hunt ? Math.floor(chance * 2 ** 31) : SEED),
    factor: wholeNumber(env, 'KEYTURN_PROPERTY_RUNS') ?? (hunt ? FACTOR : 1),
    atMost: hunt ? AT_MOST : null,
  };
}

function wholeNumber(env: Readonly<Record<string, string | undefined>>, name: string): number | undefined {
  const text = env[name];
  if (text === undefined || text === '') return undefined;
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw new Error(`${name} is ${text}; it has to be a whole number above 0.`);
  return Number(text);
}
