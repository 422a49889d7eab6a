import { isReady } from '../cluster/conditions.ts';
import { digestWord, imageWord, parseImage, parseImageId } from '../cluster/image.ts';
import { refWords } from '../cluster/object-ref.ts';
import type { Json } from '../json.ts';
import { ok, type Result } from '../result.ts';
import type { Action, ActionSituation } from './action.ts';
import { objectPath } from './object-path.ts';
import { patchRequest } from './patch-request.ts';
import { keeperWarnings } from './preflight/keepers.ts';
import { protectionOf } from './preflight/protection.ts';
import {
  ROLLOUT_KINDS,
  ROLLOUT_READS,
  type RolloutTarget,
  replacedWords,
  rolloutRefusal,
  rolloutTarget,
  rolloutWarnings,
} from './preflight/rollout.ts';
import { pointerOf, rawAt, rawList, rawText } from './raw-object.ts';
import { verifyRollout } from './rollout-verified.ts';
import { because, createScene, mistyped, type Scene } from './scene.ts';
import { settlePatch } from './settle.ts';
import type { Warning } from './warning.ts';

/** A container of a template, and where it stands. */
type Place = { readonly name: string; readonly image: string; readonly path: readonly string[] };

/** Gives a container an image by its digest, one that was seen running in this cluster or lies on one of its nodes. */
export const setImage: Action = {
  name: 'set-image',
  title: 'Set an image by digest',
  kinds: ROLLOUT_KINDS,
  parameters: {
    image: { required: true, meaning: 'The image with its digest: registry/team/app@sha256:...' },
    container: { required: false, meaning: 'Which container; may be left out when there is only one.' },
  },
  reads: ROLLOUT_READS,
  readsRevisions: false,
  plan,
  verified: (before, now) => {
    const place = placeOf(before);
    const verification = verifyRollout(before, now, ({ template }) =>
      template.spec.containers.some(
        ({ name, image }) => place.ok && name === place.value.name && image === imageOf(before),
      ),
    );
    return verification.state === 'done'
      ? { ...verification, sentence: `${verification.sentence} They run ${imageWord(imageOf(before))}.` }
      : verification;
  },
  settle: (before, { raw }) => {
    const place = placeOf(before);
    return settlePatch(
      before,
      raw,
      (now) => place.ok && rawText(now, ...place.value.path) === imageOf(before),
    );
  },
};

function plan(situation: ActionSituation): ReturnType<Action['plan']> {
  const scene = createScene(situation);
  const target = rolloutTarget(situation.object);
  if (target === null) return mistyped(`${refWords(situation.object)} has no image to set.`, ROLLOUT_KINDS);
  const image = imageOf(situation);
  const { digest, repository } = parseImage(image);
  if (digest === null || !/^sha256:[0-9a-f]{64}$/.test(digest) || repository === '') {
    return mistyped(
      `An image is set by its digest (repository@sha256:...), never by a tag: a tag may mean another build tomorrow. Got ${image || 'nothing'}.`,
    );
  }
  const place = placeOf(situation);
  if (!place.ok) return place;
  if (place.value.image === image) return because(`Container ${place.value.name} has this image already.`);
  const refused = rolloutRefusal(target, scene, { evenUnderWay: true });
  if (refused) return refused;
  const seen = seenWords(digest, repository, scene);
  if (seen === null) {
    return because(
      `No running pod and no node of this cluster has ${repository}@${digestWord(digest)}. Only images that were seen here are set.`,
      `/incident images ${target.kind.toLowerCase()}/${target.name}`,
    );
  }
  return ok({
    request: patchRequest(situation, objectPath(target), [
      // An index may mean another container by then.
      { path: nameOf(place.value), value: place.value.name },
      { path: place.value.path, value: image },
    ]),
    sentence: `${replacedWords(target, situation.raw)}; container ${place.value.name} gets another image. ${seen}`,
    before: place.value.image,
    after: image,
    touches: [nameOf(place.value), place.value.path].map(pointerOf),
    warnings: warnings(target, scene, place.value, image),
    protects: protectionOf(target, scene),
    verify: `All pods are new, ready, and run ${digestWord(digest)}; no Service has fewer ready endpoints than before.`,
    undo: `Undo the rollout: container ${place.value.name} gets ${place.value.image} back.`,
    undoWith: { action: 'undo', parameters: {} },
    pinned: situation.parameters,
  });
}

function warnings(target: RolloutTarget, scene: Scene, place: Place, image: string): readonly Warning[] {
  const containers = target.template.spec.containers.map((each) =>
    each.name === place.name ? { ...each, image } : each,
  );
  const template = { ...target.template, spec: { ...target.template.spec, containers } };
  const other = parseImage(place.image).repository !== parseImage(image).repository;
  return [
    ...rolloutWarnings(target, scene, template),
    ...keeperWarnings(target, [`spec.template.spec.containers[${place.name}].image`]),
    ...(other
      ? [
          {
            id: 'other-repository',
            level: 'must-acknowledge',
            sentence: `The image comes from another repository than the one that is there (${parseImage(place.image).repository}).`,
            measure: 1,
          } as const,
        ]
      : []),
  ];
}

function nameOf({ path }: Place): readonly string[] {
  return [...path.slice(0, -1), 'name'];
}

function imageOf({ parameters }: ActionSituation): string {
  return String(parameters.image ?? '').trim();
}

/** Finds the container in the object as it is: its index there is what the request names. */
function placeOf({ raw, parameters, object }: ActionSituation): Result<Place> {
  const places = ['containers', 'initContainers'].flatMap((field) =>
    rawList(raw, 'spec', 'template', 'spec', field).map(
      (each: Json, index): Place => ({
        name: rawText(each, 'name'),
        image: rawText(each, 'image'),
        path: ['spec', 'template', 'spec', field, String(index), 'image'],
      }),
    ),
  );
  const main = places.filter(({ path }) => path.includes('containers'));
  const wanted = parameters.container === undefined ? '' : String(parameters.container).trim();
  const names = places.map(({ name }) => name);
  const found = wanted === '' && main.length === 1 ? main[0] : places.find(({ name }) => name === wanted);
  if (found && rawAt(raw, found.path) !== undefined) return ok(found);
  const what = wanted === '' ? 'has several containers. Say which one' : `has no container ${wanted}`;
  return mistyped(`${refWords(object)} ${what}.`, names);
}

/** Where this build was seen: ready pods first. The id of an image's configuration is no digest that a registry knows. */
function seenWords(digest: string, repository: string, { view }: Scene): string | null {
  const pods = view.pods.filter(({ containers }) =>
    containers.some(({ imageId }) => {
      const runs = parseImageId(imageId);
      return runs?.digest === digest && runs.repository === repository;
    }),
  );
  const ready = pods.filter(isReady).length;
  if (pods.length > 0)
    return `It runs in ${pods.length} ${pods.length === 1 ? 'pod' : 'pods'}, ${ready} of them ready.`;
  const nodes = view.nodes.filter(({ images }) => images.includes(`${repository}@${digest}`)).length;
  return nodes === 0 ? null : `It lies on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}; no pod runs it now.`;
}
