import type { ClusterView } from '../cluster/cluster-view.ts';
import { emptyView } from '../cluster/empty-view.ts';
import { createLookup } from '../cluster/lookup.ts';
import type { ViewObject } from '../cluster/view-object.ts';
import type { ControllerRevision, ReplicaSet } from '../cluster/workload.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { byteLength } from '../query/cut-bytes.ts';
import { redactObject } from '../redaction/redact-object.ts';
import type { ActionSituation, Parameters } from './action.ts';
import { bareObject, bareRevision } from './bare-object.ts';
import { rawList, rawMap, rawText, rawUid } from './raw-object.ts';
import { ownPods, type RememberedPods, recallPods, rememberPods } from './remembered-pods.ts';
import { type RememberedService, recallServices, rememberServices } from './remembered-services.ts';

/** Another number for another form: a note of another one is not read. */
const FORM = 1;

/** What a note may take in the store, in UTF-8. */
const MOST_BYTES = 256 * 1024;

type Note = Pick<ActionSituation, 'object' | 'parameters' | 'proposedAt' | 'incident' | 'request'> &
  Pick<ClusterView, 'cluster' | 'takenAt'> & {
    readonly form: number;
    readonly raw: JsonObject;
    /** The revision that is put back: redacted, and as the view had it. */
    readonly revisions: readonly JsonObject[];
    readonly seen: readonly (ReplicaSet | ControllerRevision)[];
    readonly pods: RememberedPods;
    readonly services: readonly RememberedService[];
  };

/**
 * What has to be known of a situation to look at its change again later, in another process: `verified` and `settle` say
 * the same of it. Small (at most 256 KiB), redacted, and JSON. `pinned`: the parameters of the plan. What is too much
 * even so is not kept at all: from half of the old pods, old ones would be taken for new.
 */
export function situationNote(situation: ActionSituation, pinned: Parameters): JsonObject {
  const note = noteOf(situation, pinned);
  // The others matter only when a controller adopts one of them.
  const notes = [note, { ...note, pods: { ...note.pods, others: [] } }];
  return notes.find(fits) ?? { form: FORM, object: null };
}

/** The situation of a note, as far as `verified` and `settle` ask for it; null: it is none, or was too much to be kept. */
export function situationFrom(note: JsonObject): ActionSituation | null {
  if (!isNote(note)) return null;
  const { raw, object, revisions, parameters, proposedAt, incident, request, pods, seen } = note;
  const view: ClusterView = {
    ...emptyView(note),
    pods: recallPods(pods, object),
    replicasets: seen.filter((each) => each.kind === 'ReplicaSet'),
    controllerrevisions: seen.filter((each) => each.kind === 'ControllerRevision'),
    ...recallServices(note.services),
  };
  return { raw, object, view, revisions, parameters, proposedAt, incident, request };
}

function noteOf(situation: ActionSituation, pinned: Parameters): Note {
  const { object, view, raw, revisions, proposedAt, incident, request } = situation;
  const lookup = createLookup(view);
  const services = isRollout(object) ? rememberServices(ownPods(object, lookup, view.pods), lookup) : [];
  const keys = new Set(services.flatMap(({ selector }) => Object.keys(selector)));
  const isPinned = (uid: string) => uid === pinned.revision;
  return {
    form: FORM,
    cluster: view.cluster,
    takenAt: view.takenAt,
    object: bareObject(object),
    raw: bareRaw(raw),
    revisions: revisions.filter((each) => isPinned(rawUid(each))).map(keptOf),
    seen: [...view.replicasets, ...view.controllerrevisions]
      .filter(({ uid }) => isPinned(uid))
      .map(bareRevision),
    pods: rememberPods(situation, lookup, keys),
    services,
    parameters: pinned,
    proposedAt,
    incident,
    request,
  };
}

function isRollout({ kind }: ViewObject): boolean {
  return kind === 'Deployment' || kind === 'StatefulSet' || kind === 'DaemonSet';
}

/** Which object it was, and in which order its containers stand: by that a later one is looked at. */
function bareRaw(raw: JsonObject): JsonObject {
  const named = (field: string) =>
    rawList(raw, 'spec', 'template', 'spec', field).map((each) => ({
      name: rawText(each, 'name'),
      image: '',
    }));
  const spec = { containers: named('containers'), initContainers: named('initContainers') };
  const { generation } = rawMap(raw, 'metadata');
  return {
    metadata: { uid: rawUid(raw), ...(generation === undefined ? {} : { generation }) },
    spec: { template: { spec } },
  };
}

/** A revision with what names it, and its template without secrets. */
function keptOf(raw: JsonObject): JsonObject {
  const { name, uid, labels, annotations, ownerReferences } = rawMap(raw, 'metadata');
  const { revision, data, spec } = raw;
  const kept = { metadata: { name, uid, labels, annotations, ownerReferences }, revision, data, spec };
  const redacted = redactObject(JSON.parse(JSON.stringify(kept)));
  return isJsonObject(redacted) ? redacted : {};
}

function fits(note: Note): boolean {
  return byteLength(JSON.stringify(note)) <= MOST_BYTES;
}

/** Told from something else, and from a note that was too much; the rest is as it was written here. */
function isNote(note: JsonObject): note is JsonObject & Note {
  const names: readonly (keyof Note)[] = [
    'raw',
    'revisions',
    'seen',
    'pods',
    'services',
    'parameters',
    'request',
  ];
  return note.form === FORM && isJsonObject(note.object) && names.every((name) => Object.hasOwn(note, name));
}
