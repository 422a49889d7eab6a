/** A request of the page that is answered with a sentence and a status instead of what was asked for. */
export class RefusedRequest extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.name = 'RefusedRequest';
    this.status = status;
  }
}
