/**
 * What could break. `must-acknowledge`: the requester says in so many words that it may happen, or nobody can approve.
 * `measure` makes two warnings of one id comparable: a higher one is worse.
 */
export type Warning = {
  readonly id: string;
  readonly level: 'note' | 'must-acknowledge';
  readonly sentence: string;
  readonly measure: number;
};
