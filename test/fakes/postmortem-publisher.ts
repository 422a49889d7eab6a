import type { PostmortemPublisher, Publication } from '../../src/ports/postmortem-publisher.ts';

/**
 * A place for drafts in memory. As in Slack, what is published again is there twice, unless it is looked for first. What
 * is in `failures` is thrown, one at each call; `standing` is what people find there and edit.
 */
export function createFakePublisher(name: PostmortemPublisher['name']): PostmortemPublisher & {
  readonly published: Publication[];
  readonly failures: Error[];
  standing: string | null;
} {
  const published: Publication[] = [];
  const failures: Error[] = [];
  const fake = {
    name,
    published,
    failures,
    standing: null as string | null,
    async publish(publication: Publication) {
      const failure = failures.shift();
      if (failure) throw failure;
      const isThere = published.some((each) => each.export === publication.export);
      if (!publication.mayExist || !isThere) published.push(publication);
      fake.standing = publication.files.find(({ format }) => format === 'md')?.text ?? fake.standing;
      return `the ${name}`;
    },
    async earlier() {
      return name === 'directory' ? fake.standing : null;
    },
  };
  return fake;
}
