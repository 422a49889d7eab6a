export const limitWords: (rule: object) => string;
