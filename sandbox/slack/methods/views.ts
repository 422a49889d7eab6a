import { openView, publishHome, pushView, updateView } from '../effects/views.ts';
import { viewJson } from '../json/view-json.ts';
import type { Fields } from '../model.ts';
import { refuse } from '../refusal.ts';
import type { ApiCall, ApiMethods } from './method.ts';

const viewArgument = ({ args }: ApiCall): Fields => {
  const view = args.json('view', 'invalid_arguments');
  return typeof view === 'object' && view !== null && !Array.isArray(view)
    ? (view as Fields)
    : refuse('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] missing required field: view'] },
      });
};

const wantType = (view: Fields, type: string): Fields =>
  view.type === type
    ? view
    : refuse('invalid_arguments', {
        response_metadata: { messages: [`[ERROR] view type must be ${type} [json-pointer:/view/type]`] },
      });

const triggerArgument = (call: ApiCall) => {
  if (!call.args.has('trigger_id')) refuse('invalid_arguments');
  return call.world.triggers.exchange(call.args.text('trigger_id'));
};

/** Modals and the app's home. */
export const viewMethods: ApiMethods = {
  'views.open': {
    run(call) {
      const view = wantType(viewArgument(call), 'modal');
      const { user } = triggerArgument(call);
      return { view: viewJson(call.world, openView(call.world, user, view)) };
    },
  },
  'views.push': {
    run(call) {
      const view = wantType(viewArgument(call), 'modal');
      const { user } = triggerArgument(call);
      // A trigger from outside a modal has nothing to push onto.
      if (call.world.views.stack(user).length === 0) refuse('not_found');
      return { view: viewJson(call.world, pushView(call.world, user, view)) };
    },
  },
  'views.update': {
    run(call) {
      const { world, args } = call;
      if (!args.has('view_id') && !args.has('external_id')) refuse('invalid_arguments');
      const content = viewArgument(call);
      const view = world.views.find({ id: args.text('view_id'), externalId: args.text('external_id') });
      const updated = updateView(world, view ?? refuse('not_found'), content, args.text('hash'));
      return { view: viewJson(world, updated) };
    },
  },
  'views.publish': {
    run(call) {
      const { world, args } = call;
      const user = args.text('user_id');
      if (!world.members.has(user)) refuse('invalid_arguments');
      const content = wantType(viewArgument(call), 'home');
      return { view: viewJson(world, publishHome(world, user, content, args.text('hash'))) };
    },
  },
};
