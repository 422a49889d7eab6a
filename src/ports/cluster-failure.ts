import type { AccessRule, ClusterTrouble, ClusterTroubleKind } from '../domain/cluster/cluster-trouble.ts';

/** Thrown by every method of a ClusterReader. `rule` would allow what is forbidden; `status` is HTTP's, where there was an answer. */
export class ClusterFailure extends Error implements ClusterTrouble {
  readonly kind: ClusterTroubleKind;
  readonly detail: string;
  readonly rule: AccessRule | null;
  readonly status: number | null;
  constructor(
    kind: ClusterTroubleKind,
    {
      detail,
      rule = null,
      status = null,
      cause,
    }: { detail: string; rule?: AccessRule | null; status?: number | null; cause?: unknown },
  ) {
    super(kind, { cause });
    this.name = 'ClusterFailure';
    this.kind = kind;
    this.detail = detail;
    this.rule = rule;
    this.status = status;
  }
}
