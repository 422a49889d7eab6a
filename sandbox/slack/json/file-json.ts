import type { Fields, SandboxFile } from '../model.ts';
import type { World } from '../world.ts';

const extension = (name: string): string => (name.includes('.') ? (name.split('.').at(-1) ?? '') : '');

/** A file as `files.info`, messages and events show it. */
export const fileJson = (world: World, file: SandboxFile): Fields => {
  if (file.deleted) return { id: file.id, mode: 'tombstone' };
  const filetype = extension(file.name) || 'text';
  const base = `${world.baseUrl()}/files/${world.team.id}-${file.id}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype,
    pretty_type: filetype.toUpperCase(),
    user: file.user,
    user_team: world.team.id,
    editable: false,
    size: file.content.length,
    mode: 'hosted',
    is_external: false,
    is_public: true,
    url_private: `${base}/${encodeURIComponent(file.name)}`,
    url_private_download: `${base}/download/${encodeURIComponent(file.name)}`,
    permalink: `${world.baseUrl()}/files/${file.user}/${file.id}/${encodeURIComponent(file.name)}`,
    channels: file.channels.filter((id) => world.channels.get(id)?.kind === 'public'),
    groups: file.channels.filter((id) => world.channels.get(id)?.kind === 'private'),
    ims: file.channels.filter((id) => world.channels.get(id)?.kind === 'im'),
  };
};
