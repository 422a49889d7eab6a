import type { Page } from 'playwright-core';
import type { ExpectSoon } from '../demo/expect-soon.ts';
import type { Controls } from '../page/controls.ts';
import type { ChannelView } from '../slack/channel-view.ts';
import type { SandboxSlack } from '../slack/sandbox-slack.ts';
import type { Look } from './look.ts';

/** The running sandbox, what its control panel can do, and a way to wait for what the bot does. */
export type Theatre = {
  readonly slack: SandboxSlack;
  readonly controls: Controls;
  readonly expectSoon: ExpectSoon;
  /** The directory into which the bot writes drafts of postmortems. */
  readonly drafts: string;
  /** The first incident's channel. Throws while there is none. */
  room(): ChannelView;
};

/** What a picture shows. The scenes are played in one workspace, one after the other: each finds what the last one left. */
export type Scene = {
  /** Lower case with dashes: the pictures are named `<name>-<look>.png`. */
  readonly name: string;
  readonly looks: readonly Look[];
  /** The looks that the documentation shows: these pictures are kept in docs/images, too. */
  readonly inDocs?: readonly Look[];
  /** It is a page that people print: as a PDF of A4 sheets, named `<name>.pdf`, it is beside the pictures. */
  readonly prints?: boolean;
  /**
   * Brings the workspace to where it is worth a picture, and gives the address to look at: of the page from its first
   * slash, of a file with all of it.
   */
  play(theatre: Theatre): Promise<string>;
  /** Brings the open page there, by what a person would do. */
  arrange?(page: Page): Promise<void>;
  /** Puts away what would be in the way of the next scene. */
  strike?(theatre: Theatre): Promise<void>;
};
