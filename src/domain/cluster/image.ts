/** An image as a pod names it. Both tag and digest may be missing; then the tag is `latest`. */
export type ImageName = {
  readonly repository: string;
  readonly tag: string | null;
  /** `sha256:...` */
  readonly digest: string | null;
};

/** Takes `registry:5000/team/app:tag@sha256:...` apart. A colon before the last slash belongs to a port. */
export function parseImage(image: string): ImageName {
  const [name = '', digest = null] = image.split('@', 2);
  const colon = name.lastIndexOf(':');
  if (colon <= name.lastIndexOf('/')) return { repository: name, tag: null, digest };
  return { repository: name.slice(0, colon), tag: name.slice(colon + 1), digest };
}

/** How people say it: `checkout:latest`, without registry and folders. */
export function imageWord(image: string): string {
  const { repository, tag, digest } = parseImage(image);
  const short = repository.slice(repository.lastIndexOf('/') + 1);
  if (tag === null && digest !== null) return `${short}@${digestWord(digest)}`;
  return `${short}:${tag ?? 'latest'}`;
}

/** Twelve hexadecimal digits of a digest: `3f9a1c20b4de`. */
export function digestWord(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1).slice(0, 12);
}

/**
 * What the runtime says it runs (`containerStatuses[].imageID`): `repo@sha256:...`, with or without
 * `docker-pullable://`, is a registry's digest; a bare `sha256:...` (also as `docker://sha256:...`) is the id of the
 * image's configuration, which no registry can be asked for and which compares only with its like. Null: nothing yet.
 */
export type RunningImage = { readonly digest: string; readonly repository: string | null };

export function parseImageId(imageId: string): RunningImage | null {
  const bare = imageId.replace(/^[a-z-]+:\/\//, '');
  const at = bare.lastIndexOf('@');
  const digest = bare.slice(at + 1);
  if (!/^sha\d+:[0-9a-f]+$/.test(digest)) return null;
  return { digest, repository: at < 0 ? null : bare.slice(0, at) };
}
