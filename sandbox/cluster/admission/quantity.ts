const UNITS: Record<string, number> = {
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};

/** A quantity such as `200m` or `64Mi` as a number: cores, bytes or pieces. NaN for what is none. */
export function quantityOf(text: unknown): number {
  const [, digits = 'none', unit = ''] = /^([\d.]+)([a-zA-Z]*)$/.exec(String(text)) ?? [];
  return Number(digits) * (UNITS[unit] ?? Number.NaN);
}

/** A number of this resource as the server writes it: cores in thousandths, bytes in the largest whole unit. */
export function quantityText(resource: string, value: number): string {
  if (/cpu$/.test(resource)) return Number.isInteger(value) ? String(value) : `${Math.round(value * 1000)}m`;
  if (!/memory$|storage$/.test(resource)) return String(value);
  const unit = ['Ti', 'Gi', 'Mi', 'Ki'].find((one) => value > 0 && value % (UNITS[one] ?? 1) === 0);
  return unit ? `${value / (UNITS[unit] ?? 1)}${unit}` : String(value);
}
