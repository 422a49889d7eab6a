import { actions } from '../../domain/wording/actions.ts';
import { type ButtonHandler, formReply } from '../button-handler.ts';
import { declareForm } from '../forms/declare.ts';

export const declareButton: ButtonHandler = {
  action: actions.declare,
  run: async (ask) => formReply(declareForm(ask)),
};
