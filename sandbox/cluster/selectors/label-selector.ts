import { badRequest } from '../http/status-failure.ts';

export type Labels = Readonly<Record<string, string>>;

type Requirement = { key: string; operator: string; values: string[] };

/**
 * A test of labels for a selector of the query: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b)`,
 * `a>1`, `a<1`, joined by commas. Throws the server's 400 for what it can't parse.
 */
export function labelTest(text: string): (labels: Labels) => boolean {
  const requirements = parse(text);
  return (labels) => requirements.every((requirement) => holds(labels, requirement));
}

function holds(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'exists':
      return value !== undefined;
    case '!':
      return value === undefined;
    case '!=':
    case 'notin':
      return value === undefined || !values.includes(value);
    case '>':
    case '<': {
      if (value === undefined || !/^-?\d+$/.test(value)) return false;
      const [limit] = values;
      return operator === '>' ? Number(value) > Number(limit) : Number(value) < Number(limit);
    }
    default:
      return value !== undefined && values.includes(value);
  }
}

const failed = (message: string): Error => badRequest(`unable to parse requirement: ${message}`);

function parse(text: string): Requirement[] {
  const tokens = text.match(/==|!=|[=!<>(),]|[^\s=!<>(),]+/g) ?? [];
  const found: Requirement[] = [];
  let at = 0;
  const peek = () => tokens[at] ?? '';
  const next = () => tokens[at++] ?? '';
  while (at < tokens.length) {
    found.push(readRequirement(peek, next));
    if (at >= tokens.length) break;
    const separator = next();
    if (separator !== ',') throw failed(`found '${separator}', expected: ',' or 'end of string'`);
    if (at >= tokens.length) throw failed(`found '', expected: identifier after ','`);
  }
  return found;
}

function readRequirement(peek: () => string, next: () => string): Requirement {
  if (peek() === '!') {
    next();
    return { key: checkedKey(next()), operator: '!', values: [] };
  }
  const key = checkedKey(next());
  const operator = peek();
  if (operator === '' || operator === ',') return { key, operator: 'exists', values: [] };
  next();
  if (operator === 'in' || operator === 'notin')
    return { key, operator, values: readValues(key, peek, next) };
  if (!['=', '==', '!=', '<', '>'].includes(operator)) {
    throw failed(`found '${operator}', expected: in, notin, =, ==, !=, gt, lt`);
  }
  const value = peek() === ',' || peek() === '' ? '' : next();
  if ((operator === '<' || operator === '>') && !/^-?\d+$/.test(value)) {
    throw failed(
      `values[0][${key}]: Invalid value: "${value}": for 'Gt', 'Lt' operators, the value must be an integer`,
    );
  }
  return { key, operator, values: [checkedValue(key, value, 0)] };
}

function readValues(key: string, peek: () => string, next: () => string): string[] {
  if (peek() !== '(') throw failed(`found '${peek()}' expected: '('`);
  next();
  const values: string[] = [];
  for (;;) {
    const value = peek() === ',' || peek() === ')' ? '' : next();
    values.push(checkedValue(key, value, values.length));
    const end = next();
    if (end === ')') return values;
    if (end !== ',') throw failed(`found '${end}', expected: ',' or ')'`);
  }
}

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const MAX_LABEL = 63;

function checkedKey(key: string): string {
  if (/^[=!<>(),]$|^[=!]=$|^$/.test(key)) throw failed(`found '${key}', expected: identifier`);
  const slash = key.indexOf('/');
  const name = slash < 0 ? key : key.slice(slash + 1);
  const prefixFits = slash < 0 || PREFIX.test(key.slice(0, slash));
  if (prefixFits && NAME.test(name) && name.length <= MAX_LABEL) return key;
  throw failed(
    `key: Invalid value: "${key}": name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')`,
  );
}

function checkedValue(key: string, value: string, index: number): string {
  if (value === '' || (NAME.test(value) && value.length <= MAX_LABEL)) return value;
  throw failed(
    `values[${index}][${key}]: Invalid value: "${value}": a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')`,
  );
}
