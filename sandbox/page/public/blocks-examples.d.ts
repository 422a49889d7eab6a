type Fields = Record<string, unknown>;
export const BLOCK_EXAMPLES: Readonly<Record<string, Fields>>;
export const ELEMENT_EXAMPLES: Readonly<Record<string, Fields>>;
export const blockAround: (type: string, isInput: boolean) => Fields;
