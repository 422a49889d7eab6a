import { kindsOf, statusOf } from './resource-kind.ts';

const create = ['create'];

export const authenticationKinds = kindsOf('authentication.k8s.io', 'v1', [
  { kind: 'SelfSubjectReview', resource: 'selfsubjectreviews', cluster: true, verbs: create },
  { kind: 'TokenReview', resource: 'tokenreviews', cluster: true, verbs: create },
]);

export const authorizationKinds = kindsOf('authorization.k8s.io', 'v1', [
  { kind: 'LocalSubjectAccessReview', resource: 'localsubjectaccessreviews', verbs: create },
  { kind: 'SelfSubjectAccessReview', resource: 'selfsubjectaccessreviews', cluster: true, verbs: create },
  { kind: 'SelfSubjectRulesReview', resource: 'selfsubjectrulesreviews', cluster: true, verbs: create },
  { kind: 'SubjectAccessReview', resource: 'subjectaccessreviews', cluster: true, verbs: create },
]);

const certificateRequest = 'CertificateSigningRequest';

export const certificatesKinds = kindsOf('certificates.k8s.io', 'v1', [
  {
    kind: certificateRequest,
    resource: 'certificatesigningrequests',
    cluster: true,
    shortNames: ['csr'],
    subresources: [
      { name: 'approval', kind: certificateRequest, verbs: ['get', 'patch', 'update'] },
      statusOf(certificateRequest),
    ],
  },
]);

export const rbacKinds = kindsOf('rbac.authorization.k8s.io', 'v1', [
  { kind: 'ClusterRoleBinding', resource: 'clusterrolebindings', cluster: true },
  { kind: 'ClusterRole', resource: 'clusterroles', cluster: true },
  { kind: 'RoleBinding', resource: 'rolebindings' },
  { kind: 'Role', resource: 'roles' },
]);
