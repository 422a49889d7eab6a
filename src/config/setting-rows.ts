import { z } from 'zod';

/** One setting: where it is (`sources[].alertmanager.url`), what it takes, what holds without it, what it means. */
export type SettingRow = {
  readonly path: string;
  readonly type: string;
  /** As YAML on one line; null: it has to be given; `nothing`: it may be left out and then does nothing. */
  readonly fallback: string | null;
  readonly meaning: string;
};

type Node = z.core.JSONSchema.BaseSchema;

/**
 * The settings of an object's schema, each once, in the order of the schema, those within a setting after it. Words for
 * what texts stand for come from the `title` in a schema's metadata. Source of the form: JSON Schema 2020-12.
 */
export function settingRows(schema: z.ZodObject): readonly SettingRow[] {
  const root = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    // What is left out behind a transformation has its default as well; zod names it only where nothing transforms.
    override: ({ zodSchema: { _zod }, jsonSchema }) => {
      const { def } = _zod;
      if (def.type === 'default' || def.type === 'prefault') jsonSchema.default ??= def.defaultValue;
    },
  });
  return childrenOf(root, '');
}

function childrenOf(node: Node, path: string): readonly SettingRow[] {
  const needed = node.required ?? [];
  const named = Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    if (typeof child === 'boolean') return [];
    return rowsOf(child, path === '' ? name : `${path}.${name}`, needed.includes(name));
  });
  return [
    ...named,
    ...(nodeOf(node.items, (items) => childrenOf(items, `${path}[]`)) ?? []),
    ...valuesOf(node, path),
  ];
}

/** What stands under names that people choose. */
function valuesOf(node: Node, path: string): readonly SettingRow[] {
  return nodeOf(node.additionalProperties, (values) => childrenOf(values, `${path}.<name>`)) ?? [];
}

function rowsOf(node: Node, path: string, needed: boolean): readonly SettingRow[] {
  const within = childrenOf(node, path);
  const row = {
    path,
    type: typeWords(node),
    fallback: fallbackOf(node, needed),
    meaning: node.description ?? '',
  };
  return [row, ...within];
}

function fallbackOf(node: Node, needed: boolean): string | null {
  if (needed) return null;
  if (node.default === undefined) return 'nothing';
  const isGroup = node.properties !== undefined && isEmpty(node.default);
  return isGroup ? 'nothing' : yamlOf(node.default);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** JSON is YAML; only texts and names that need no quotes have none. */
function yamlOf(value: unknown): string {
  if (typeof value === 'string')
    return /^[A-Za-z0-9#][\w ./:#-]*$/.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(yamlOf).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([name, each]) => `${name}: ${yamlOf(each)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function typeWords(node: Node): string {
  if (node.anyOf) return node.anyOf.map((each) => typeWords(each as Node)).join(', or ');
  if (node.enum) return `one of ${node.enum.map((value) => `\`${String(value)}\``).join(', ')}`;
  if (node.const !== undefined) return `\`${String(node.const)}\``;
  if (node.title !== undefined) return node.title;
  if (node.type === 'array') return `list: ${nodeOf(node.items, typeWords) ?? 'anything'}`;
  if (node.type === 'object') return objectWords(node);
  if (node.type === 'integer') return numberWords(node);
  if (node.type === 'boolean') return '`true` or `false`';
  return node.format === 'uri' ? 'address' : 'text';
}

function objectWords(node: Node): string {
  const names = Object.keys(node.properties ?? {});
  if (names.length > 0) return `settings ${names.map((name) => `\`${name}\``).join(', ')}`;
  return `by name: ${nodeOf(node.additionalProperties, typeWords) ?? 'anything'}`;
}

function numberWords({ minimum, maximum }: Node): string {
  // Without a limit of its own a whole number has that of the language.
  return maximum === undefined || maximum >= Number.MAX_SAFE_INTEGER
    ? `number from ${minimum ?? 0}`
    : `number from ${minimum ?? 0} to ${maximum}`;
}

function nodeOf<T>(node: unknown, answer: (node: Node) => T): T | null {
  return typeof node === 'object' && node !== null && !Array.isArray(node) ? answer(node as Node) : null;
}
