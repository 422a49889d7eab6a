export type Surface = 'message' | 'modal' | 'home';

/** What one field of a block, element or object may hold. */
export type FieldRule = { readonly required?: true } & (
  | { readonly is: 'text'; readonly of: 'plain_text' | 'mrkdwn' | 'any'; readonly max: number }
  | { readonly is: 'string'; readonly min?: number; readonly max?: number; readonly like?: StringShape }
  | { readonly is: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly is: 'boolean' }
  | { readonly is: 'choice'; readonly of: readonly string[] }
  | { readonly is: 'list'; readonly of: FieldRule; readonly min?: number; readonly max?: number }
  | { readonly is: 'object'; readonly of: string }
  | { readonly is: 'element'; readonly of: readonly string[] }
  | { readonly is: 'anything' }
);

export type StringShape = 'date' | 'time' | 'url' | 'picture';

/** The fields of one type of thing; at least one of each group in `oneOf` has to be there. */
export type Rule = {
  readonly fields: Readonly<Record<string, FieldRule>>;
  readonly oneOf?: readonly (readonly string[])[];
  /** Not more than one of these at once. */
  readonly notBoth?: readonly string[];
};

export type BlockRule = Rule & { readonly on: readonly Surface[] };

/** Elements that send block_actions or have a value carry an action_id. */
export type ElementRule = Rule & { readonly interactive: boolean };
