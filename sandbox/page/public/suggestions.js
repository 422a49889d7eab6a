const MOST = 6;

const startsWith = (wanted) => (name) => name.toLowerCase().startsWith(wanted.toLowerCase());

/**
 * What could be meant by the word in front of the caret: commands after a slash at the start, people and groups after
 * an @, channels after a #.
 *
 * @param {string} before the text in front of the caret
 * @returns {{ word: string, options: { insert: string, name: string, about: string }[] }}
 */
export const suggest = (before, state) => {
  const nothing = { word: '', options: [] };
  if (!state) return nothing;
  if (/^\/\S*$/.test(before)) {
    const options = state.commands
      .filter(({ command }) => startsWith(before)(command) && command !== before)
      .map(({ command, description, usageHint }) => ({
        insert: `${command} `,
        name: `${command} ${usageHint}`,
        about: description,
      }));
    return { word: before, options };
  }
  const [, sign, wanted] = /(?:^|\s)([@#])([\w.-]*)$/.exec(before) ?? [];
  if (!sign) return nothing;
  const options = sign === '@' ? people(state) : channels(state);
  return {
    word: sign + wanted,
    options: options.filter(({ name }) => startsWith(wanted)(name.slice(1))).slice(0, MOST),
  };
};

const people = ({ people: all, groups }) => [
  ...all
    .filter(({ deleted, id }) => !deleted && id !== 'USLACKBOT')
    .map(({ name, realName }) => ({ insert: `@${name} `, name: `@${name}`, about: realName })),
  ...groups.map(({ handle }) => ({ insert: `@${handle} `, name: `@${handle}`, about: 'group' })),
];

const channels = ({ channels: all }) =>
  all.map(({ name }) => ({ insert: `#${name} `, name: `#${name}`, about: '' }));
