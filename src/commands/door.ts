import type { UserId } from '../domain/actor.ts';
import type { Document } from '../domain/document.ts';
import type { MessageRef } from '../domain/fact.ts';
import type { Form, FormValues } from '../domain/form.ts';

/** Who asked, from where. `requestId` is Slack's trigger id, else user and action time: the same request twice has the same one. */
export type Asker = { readonly user: UserId; readonly channel: string; readonly requestId: string };

/** What the person gets back. `say` is seen only by them; what everybody must see is posted by the incident itself. */
export type Reply =
  | { readonly kind: 'say'; readonly document: Document }
  | { readonly kind: 'form'; readonly form: Form }
  | { readonly kind: 'nothing' };

/** How a submitted form ended: closed (with a word only the person sees), or open again with an error under its fields. */
export type Submitted =
  | { readonly kind: 'closed'; readonly say: Document | null }
  | { readonly kind: 'errors'; readonly fields: Readonly<Record<string, string>> };

/** Everything people can ask, behind one door that the Slack integration calls. No method throws for an expected "no". */
export interface CommandDoor {
  /** The text after `/incident`, as Slack sent it (`<@U1|ana>` for mentions: the manifest has should_escape). */
  command(asker: Asker, text: string): Promise<Reply>;
  /** `action` and `value` of a Button. `message` is the one that holds the button, where there is one. */
  button(asker: Asker, action: string, value: string, message: MessageRef | null): Promise<Reply>;
  submit(asker: Asker, form: string, subject: string, values: FormValues): Promise<Submitted>;
  /** The message shortcut "Add to the incident's timeline". */
  markMessage(asker: Asker, message: MessageRef): Promise<Reply>;
}
