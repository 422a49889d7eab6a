/**
 * What the volume with a pod's own token is called in a view. Admission adds it to each pod and mounts it into each
 * container, under a name with five letters of chance behind it, which say nothing:
 * https://github.com/kubernetes/kubernetes/blob/master/plugin/pkg/admission/serviceaccount/admission.go
 */
export const TOKEN_VOLUME = 'kube-api-access';
