import { ageOf } from './age.ts';
import { ageColumn, column, nameColumn, printer, wide } from './table-printer.ts';

type BindingView = {
  roleRef: { kind: string; name: string };
  subjects?: { kind: string; name: string; namespace?: string }[];
};

export const rolePrinter = printer([nameColumn, column('Created At', 'date')], ({ metadata }) => [
  metadata.name,
  metadata.creationTimestamp ?? '<unknown>',
]);

/** RoleBindings and ClusterRoleBindings. */
export const bindingPrinter = printer(
  [nameColumn, column('Role'), ageColumn, wide('Users'), wide('Groups'), wide('ServiceAccounts')],
  (object, now) => {
    const { roleRef, subjects = [] } = object as unknown as BindingView;
    const ofKind = (kind: string) =>
      subjects
        .filter((subject) => subject.kind === kind)
        .map(({ name, namespace }) => (kind === 'ServiceAccount' ? `${namespace ?? ''}/${name}` : name))
        .join(', ');
    return [
      object.metadata.name,
      `${roleRef.kind}/${roleRef.name}`,
      ageOf(object.metadata.creationTimestamp, now),
      ofKind('User'),
      ofKind('Group'),
      ofKind('ServiceAccount'),
    ];
  },
);
