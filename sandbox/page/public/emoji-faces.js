import { useEffect, useState } from 'preact/hooks';
import { loadEmoji } from './render/emoji-table.js';

let table = new Map();
let loading;

/** Slack's emoji by name; empty until they are here. */
export const useEmoji = () => {
  const [emoji, setEmoji] = useState(table);
  useEffect(() => {
    loading ??= loadEmoji();
    loading.then((loaded) => {
      table = loaded;
      setEmoji(loaded);
    });
  }, []);
  return emoji;
};
