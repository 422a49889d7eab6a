const APPLY = 'the sandbox does not take apply patches';
const LIVE = 'what controllers did: the specs of the controllers look at it';

/**
 * Why a captured pair of the writes is not replayed by writes.spec.ts. Answers of GET that show an object are replayed
 * by more-replays.spec.ts.
 */
export const writesNotReplayed: Record<string, string> = {
  '0724-patch-unknown-field-strict-422': 'its text holds the whole object in the order of Go structures',
  '0728-patch-wrong-type-422': 'its text holds the whole object in the order of Go structures',
  '0730-apply-conflict-409': APPLY,
  '0731-apply-conflict-dryrun-409': APPLY,
  '0732-apply-dryrun': APPLY,
  '0733-apply': APPLY,
  '0734-apply-force-dryrun': APPLY,
  '0735-apply-without-fieldmanager-422': APPLY,
  '0736-apply-creates-201': APPLY,
  '0737-apply-again-200': APPLY,
  '0789-table-pods-terminating': LIVE,
  '0803-table-node-cordoned': 'a table, replayed by tables.spec.ts where its objects are known',
  '0814-table-pods-after-quarantine': LIVE,
  '0831-patch-pod-immutable-field-422': 'its text ends in a difference of Go structures',
  '1007-table-deployment-blocked-by-webhook': LIVE,
  '1018-admissionpolicy-denies-scale-422': 'the sandbox does not evaluate CEL',
  '1037-table-resourcequota': 'replayed by more-replays.spec.ts',
  '1044-podsecurity-label-namespace-warning': 'the sandbox does not look at the pods that are already there',
  '1045-deprecated-field-warning': 'the sandbox knows no deprecated fields',
  '1047-deprecated-api-warning': 'the sandbox has no component statuses',
};
