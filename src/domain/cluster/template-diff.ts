import { containerDiff } from './container-diff.ts';
import type { PodSpec, Toleration, Volume } from './pod-spec.ts';
import { type ChangedPart, changesBetween, type Said, type TemplateChange } from './template-change.ts';
import type { PodTemplate } from './workload.ts';

/** Controllers put these into the templates that they keep; nobody changed anything. */
const ownLabels = new Set(['pod-template-hash', 'controller-revision-hash', 'pod-template-generation']);

/** What `kubectl rollout restart` writes: it changes the template only to have new pods. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

/**
 * What differs between two pod templates of one workload, from the older to the newer one: containers first (image,
 * command, environment, resources, probes, mounts, ports), then the pod. Texts are as redacted as what comes in, so a
 * changed secret value shows no difference.
 */
export function templateDiff(before: PodTemplate, after: PodTemplate): readonly TemplateChange[] {
  return [
    ...containerDiff(before.spec.containers, after.spec.containers),
    ...changesBetween(said(before), said(after), null),
  ];
}

function said(template: PodTemplate): Said {
  const words = new Map<string, { readonly part: ChangedPart; readonly text: string }>();
  const say = (part: ChangedPart, field: string, text: string) => words.set(field, { part, text });
  for (const volume of template.spec.volumes) say('volume', `volume ${volume.name}`, volumeWords(volume));
  sayScheduling(template.spec, say);
  saySettings(template.spec, say);
  for (const [key, value] of Object.entries(template.labels)) {
    if (!ownLabels.has(key)) say('label', `label ${key}`, value);
  }
  for (const [key, value] of Object.entries(template.annotations)) {
    if (key === RESTARTED_AT) say('restart', 'restarted', value);
    else say('annotation', `annotation ${key}`, value);
  }
  return words;
}

type Say = (part: ChangedPart, field: string, text: string) => void;

function sayScheduling(spec: PodSpec, say: Say): void {
  for (const [key, value] of Object.entries(spec.nodeSelector))
    say('scheduling', `node selector ${key}`, value);
  spec.nodeTerms.forEach((term, index) => {
    const words = term.map(({ key, operator, values }) => `${key} ${operator} ${values.join('|')}`.trim());
    say('scheduling', `node affinity ${index + 1}`, words.join(' and '));
  });
  for (const { topologyKey, required } of spec.podAntiAffinity) {
    say('scheduling', `pods apart by ${topologyKey}`, required ? 'required' : 'preferred');
  }
  for (const { topologyKey, maxSkew, required } of spec.spread) {
    say(
      'scheduling',
      `spread over ${topologyKey}`,
      `${required ? 'required' : 'preferred'}, skew ${maxSkew}`,
    );
  }
  for (const toleration of spec.tolerations)
    say('scheduling', `tolerates ${tolerationWords(toleration)}`, '');
  if (spec.priorityClass !== null) say('scheduling', 'priority class', spec.priorityClass);
}

function saySettings(spec: PodSpec, say: Say): void {
  say('security', 'service account', spec.serviceAccount);
  if (spec.hostNetwork) say('security', 'host network', 'yes');
  if (spec.hostPid) say('security', 'host processes', 'yes');
  for (const secret of spec.pullSecrets) say('image', `pull secret ${secret}`, '');
  say('other', 'restart policy', spec.restartPolicy);
  say('other', 'grace period', `${spec.gracePeriod}s`);
}

/** `ConfigMap app-config`, `claim data`, `host path /var/log`, `emptyDir`. */
export function volumeWords(volume: Volume): string {
  switch (volume.kind) {
    case 'ConfigMap':
    case 'Secret': {
      const keys = volume.keys.length === 0 ? '' : `, keys ${volume.keys.join(', ')}`;
      return `${volume.kind} ${volume.source}${keys}${volume.optional ? ', optional' : ''}`;
    }
    case 'Claim':
      return `claim ${volume.source}`;
    case 'HostPath':
      return `host path ${volume.source}`;
    case 'Other':
      return volume.source;
  }
}

/** `key=value:NoSchedule`, `everything`. */
function tolerationWords({ key, operator, value, effect, seconds }: Toleration): string {
  const what = key === null ? 'everything' : operator === 'Equal' ? `${key}=${value}` : key;
  return `${what}${effect === null ? '' : `:${effect}`}${seconds === null ? '' : ` for ${seconds}s`}`;
}
