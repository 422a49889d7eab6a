/** Why a watch ended, as the end of a sentence. */
export const watchEnd = {
  time: 'its time is over',
  asked: 'somebody ended it',
  over: 'the incident is over',
} as const;
