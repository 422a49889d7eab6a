import type { Incident } from '../domain/incident.ts';
import type { Result } from '../domain/result.ts';
import type { VerbHelp } from '../domain/wording/help.ts';
import type { Ask } from './ask.ts';
import type { Reply } from './door.ts';
import type { Token } from './grammar/token.ts';

/** What was typed: the verb as the person wrote it (an alias may mean a little more), and the words after it. */
export type Typed = { readonly verb: string; readonly words: readonly Token[] };

/**
 * A verb about one incident: the one named first, else the channel's. `namesFirst` says what a leading `INC-7` in its
 * words means when the channel has another incident: that incident, part of the text, or nobody knows (then we ask).
 */
export type IncidentVerb = VerbHelp & {
  readonly about: 'incident';
  readonly namesFirst: 'incident' | 'text' | 'unclear';
  readonly run: (ask: Ask, incident: Incident, typed: Typed) => Promise<Result<Reply>>;
};

/** A verb that needs no incident. */
export type WorkspaceVerb = VerbHelp & {
  readonly about: 'workspace';
  readonly run: (ask: Ask, typed: Typed) => Promise<Result<Reply>>;
};

export type Verb = IncidentVerb | WorkspaceVerb;
