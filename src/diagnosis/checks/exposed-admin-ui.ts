import { parseImage } from '../../domain/cluster/image.ts';
import { refOf, refWords } from '../../domain/cluster/object-ref.ts';
import type { Pod } from '../../domain/cluster/pod.ts';
import { isMeant } from '../../domain/cluster/runs.ts';
import type { Finding, Help } from '../../domain/finding.ts';
import type { Instant } from '../../domain/instant.ts';
import { type AdminUi, adminUiOf, powerOf } from '../admin-uis.ts';
import type { Check, Situation } from '../check.ts';
import { type Exposure, exposuresOf } from '../exposures.ts';
import { clock } from '../words/clock.ts';
import { look } from '../words/look.ts';
import { line, table } from '../words/proof.ts';

type Opened = { readonly at: Instant; readonly by: string | null };

/**
 * Check 53: programs to administer something that everybody can open: by a load balancer without source ranges, a node
 * port on outer addresses, or an Ingress that asks nobody. Those that ask for a login themselves are only mentioned,
 * and only when they have a load balancer of their own.
 */
export const exposedAdminUi: Check = {
  id: 'exposed-admin-ui',
  title: 'Administration programs that everybody can open',
  reads: ['services', 'pods'],
  uses: ['ingresses', 'nodes'],
  run: (situation) =>
    exposuresOf(situation.view).flatMap((exposure): readonly Finding[] => {
      const pods = situation.lookup.podsBehind(exposure.service).filter(isMeant);
      const ui = pods.map(adminUiOf).find((each) => each !== null);
      if (!ui || (ui.login && exposure.by.kind === 'Ingress')) return [];
      return [finding(situation, exposure, ui, pods)];
    }),
};

function finding(situation: Situation, exposure: Exposure, ui: AdminUi, behind: readonly Pod[]): Finding {
  const { service, by, address } = exposure;
  const { takenAt } = situation.view;
  const family = familyOf(behind, situation);
  const powerful = family.filter((pod) => powerOf(pod) !== null);
  const opened = openedAt(exposure);
  const who = opened.by ? `, by ${opened.by}` : '';
  const nodes = new Set(powerful.map(({ node }) => node)).size;
  const power = powerful[0]
    ? `; ${powerful.length} of its pods ${powerful.length === 1 ? 'runs' : 'run'} ${powerOf(powerful[0])} on ${nodes} ${nodes === 1 ? 'node' : 'nodes'}`
    : '';
  const login = ui.login ? 'asks for a login, ' : 'asks for no login, ';
  return {
    check: 'exposed-admin-ui',
    object: refOf(by),
    affects: [...(by === service ? [] : [refOf(service)]), ...family.map(refOf)],
    sentence: `${refWords(by)} opens ${ui.name}, which ${login}to everybody at ${address} since ${clock(opened.at, takenAt)}${who}${power}`,
    // That it stands open is sure; that somebody came in is not to be seen here.
    confidence: ui.login ? 'context' : 'consistent',
    severity: ui.login ? 'medium' : 'critical',
    layer: 'cause',
    changedAt: opened.at,
    evidence: [
      line('Open at', `${address} (${by.kind === 'Service' ? `type ${service.type}` : 'Ingress'})`),
      line(
        'Missing',
        by.kind === 'Service'
          ? 'source ranges, and an annotation that keeps it inside'
          : 'anything that asks who comes or from where',
      ),
      table(
        'Pods',
        ['pod', 'node', 'image', 'power'],
        family
          .toSorted((a, b) => Number(powerOf(b) !== null) - Number(powerOf(a) !== null))
          .map((pod) => [pod.name, pod.node ?? '-', imagesOf(pod), powerOf(pod) ?? '-']),
      ),
    ],
    lookNext: [look.describe(by), look.get('pods', service.namespace), look.top('pods', service.namespace)],
    help: by === service ? closing(exposure) : null,
  };
}

/** The pods behind it, and those of the same images beside them: a console often works through agents on the nodes. */
function familyOf(behind: readonly Pod[], { view }: Situation): readonly Pod[] {
  const images = new Set(behind.flatMap(repositoriesOf));
  const namespaces = new Set(behind.map(({ namespace }) => namespace));
  return view.pods.filter(
    (pod) =>
      isMeant(pod) && namespaces.has(pod.namespace) && repositoriesOf(pod).some((image) => images.has(image)),
  );
}

function repositoriesOf({ spec }: Pod): readonly string[] {
  return spec.containers.map(({ image }) => parseImage(image).repository);
}

function imagesOf({ spec }: Pod): string {
  return spec.containers.map(({ image }) => image).join(', ');
}

/** The last write of a program that set how it is open; else its creation. */
function openedAt({ by }: Exposure): Opened {
  const [latest] = by.managers
    .flatMap(({ at, name, paths, subresource }) =>
      at !== null &&
      subresource === null &&
      paths.some((path) => /^spec\.(?:type|rules|loadBalancerSourceRanges)/.test(path))
        ? [{ at, by: name }]
        : [],
    )
    .sort((a, b) => b.at - a.at);
  return latest ?? { at: by.createdAt, by: null };
}

function closing({ service, address }: Exposure): Help {
  return {
    action: 'Service to ClusterIP',
    target: refOf(service),
    text: `Close ${address} by type ClusterIP or by source ranges; the address may not come back, and what runs behind it should be kept for those who look into it`,
  };
}
