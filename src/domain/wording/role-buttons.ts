import type { Button } from '../document.ts';
import type { RoleName } from '../role.ts';
import { actions } from './actions.ts';
import { roleSubject } from './role-words.ts';

/** "I take it" and "Hand over", for a role that is offered to somebody. */
export function roleButtons(id: string, role: RoleName): readonly Button[] {
  const value = roleSubject(id, role);
  return [
    { action: actions.takeRole, value, label: 'I take it', style: 'primary' },
    { action: actions.handOverRole, value, label: 'Hand over' },
  ];
}
