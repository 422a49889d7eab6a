import { describe, expect, it } from 'vitest';
import { Unavailable } from '../../../src/ports/failures.ts';
import { plainText } from '../../commands/plain-text.ts';
import { aWriting } from './a-writing.ts';

const ask = { kind: 'ask-postmortem', formats: ['md', 'html'], full: true } as const;

describe('a second draft', () => {
  it('keeps what people wrote into the first, and calls people as the first did', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.write();
    await world.advance();
    const standing = world.directory.standing ?? '';
    const edited = standing.replace(/(<!-- keyturn[^>]*human[^>]*-->)/, '$1');
    world.directory.standing = `${edited}\nWhat only people know.\n`;
    world.deps.directory.nameOf = async () => 'Somebody Renamed';

    await world.asks({ kind: 'add-note', text: 'Found the reason', happenedAt: world.deps.clock.now() });
    await world.asks(ask);
    await world.write();

    const text = world.channel.published[1]?.files[0]?.text ?? '';
    expect(text).toContain('What only people know.');
    expect(text).toContain('Found the reason');
    expect(text).not.toContain('Somebody Renamed');
    expect(world.channel.published.map((each) => each.export)).toEqual([1, 2]);
  });
});

describe('a draft that is asked for again', () => {
  const again = async (between: (world: Awaited<ReturnType<typeof aWriting>>) => Promise<unknown>) => {
    const world = await aWriting();
    for (const then of [between, async () => undefined]) {
      await world.asks(ask);
      await world.advance();
      await world.write();
      await world.advance();
      await then(world);
    }
    const [first, second] = world.directory.published.map(({ files }) => files);
    const [one, two] = (await world.facts('postmortem.drafted')).map(({ version }) => version);
    return { first, second, versions: [one ?? 0, two ?? 0] as const };
  };

  it('when nothing new happened has the same bytes, whatever the first one left in the log', async () => {
    const { first, second, versions } = await again(async () => undefined);

    expect(second).toEqual(first);
    expect(versions[1]).toBe(versions[0]);
  });

  it('has what happened since, up to that', async () => {
    const { first, second, versions } = await again((world) =>
      world.asks({ kind: 'add-note', text: 'found it', happenedAt: world.deps.clock.now() }),
    );

    expect(second).not.toEqual(first);
    expect(second?.[0]?.text).toContain('found it');
    expect(versions[1]).toBeGreaterThan(versions[0]);
    expect(second?.[0]?.text).toContain(`head of ${versions[1]}`);
  });
});

describe('a resolution', () => {
  const resolve = { kind: 'resolve', reason: 'rolled back' } as const;

  it('asks for a draft, once', async () => {
    const world = await aWriting();
    await world.asks(resolve);
    await world.advance();
    await world.write();
    await world.advance();
    await world.advance();

    expect(await world.facts('postmortem.asked')).toEqual([
      { kind: 'postmortem.asked', export: 1, why: 'resolved', formats: ['md', 'html'], full: false },
    ]);
    expect(world.channel.published).toHaveLength(1);
  });

  it('after a reopening asks for another one', async () => {
    const world = await aWriting();
    for (const request of [resolve, { kind: 'reopen', reason: 'errors are back' } as const, resolve]) {
      await world.asks(request);
      await world.advance();
      await world.write();
    }

    expect((await world.facts('postmortem.asked')).map(({ why }) => why)).toEqual(['resolved', 'resolved']);
  });

  it('asks for none where the configuration does not want it', async () => {
    const world = await aWriting([], { draftOnResolve: false });
    await world.asks(resolve);
    await world.advance();

    expect(await world.facts('postmortem.asked')).toEqual([]);
    expect(world.woken()).not.toContain('postmortem INC-7');
  });
});

describe('what people did to the draft that stands', () => {
  it('to lines that were made anew is kept beside the newer text, and the message says how many parts and which', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.write();
    await world.advance();
    const standing = world.directory.standing ?? '';
    world.directory.standing = standing
      .replace(/\*\*Draft, not reviewed yet\.[^\n]+/, 'Reviewed on Monday.')
      .replace(/## Summary\n\n[^\n]+/, '## Summary\n\nIt was the cache.');
    await world.asks({ kind: 'add-note', text: 'Found it', happenedAt: world.deps.clock.now() });
    await world.asks(ask);
    await world.write();
    await world.advance();

    const text = world.directory.published[1]?.files[0]?.text ?? '';
    expect(text).toMatch(
      /section title end -->\n\n> \[!WARNING\]\n> \*\*Conflict in `title`\.\*\*[\s\S]*Reviewed on Monday\.[\s\S]*section summary begin/,
    );
    expect(text).toMatch(/## Summary\n\nIt was the cache\.\n/);
    expect(text).not.toContain('Conflict in `summary`');
    expect((await world.facts('postmortem.drafted'))[1]?.conflicts).toEqual(['title']);
    const [said] = world.messages(/^tell-export:2$/);
    expect(plainText(said?.shows ?? { push: [], parts: [] })).toMatch(
      /In one part of the Markdown people had changed what is generated \(title\)/,
    );
  });

  /** The draft that stands with something done to it, and another one after a new note. */
  const writtenOver = async (failures: readonly Error[], change: (standing: string) => string) => {
    const world = await aWriting();
    await world.asks(ask);
    await world.write();
    await world.advance();
    world.directory.standing = change(world.directory.standing ?? '');
    await world.asks({ kind: 'add-note', text: 'Found it', happenedAt: world.deps.clock.now() });
    await world.asks(ask);
    world.directory.failures.push(...failures);
    await world.write();
    world.passes(5_000);
    await world.write();
    const text = world.directory.published[1]?.files[0]?.text ?? '';
    return { world, text, timeline: text.slice(text.indexOf('keyturn:section timeline begin')) };
  };
  const onTheTimeline = (standing: string) =>
    standing.replace(/(## Timeline[\s\S]*?\n- [^\n]*\n)/, '$1- Ana was on the train.\n');

  it.each([
    ['', []],
    [', also where it is published later', [new Unavailable('directory-enospc')]],
  ])(
    'among the lines of a generated part stays among them when these were made anew%s',
    async (_, failures) => {
      const { world, text, timeline } = await writtenOver(failures, onTheTimeline);

      expect(timeline).toMatch(
        /\n- [^\n]*\n- Ana was on the train\.\n[\s\S]*Found it[\s\S]*timeline end -->/,
      );
      expect(timeline.indexOf('on the train')).toBeLessThan(timeline.indexOf('keyturn:section timeline end'));
      expect(text.split('on the train')).toHaveLength(2);
      expect((await world.facts('postmortem.drafted'))[1]?.conflicts).toEqual([]);
    },
  );

  it('among the lines of a generated part stays through drafts of other forms, and through the one after', async () => {
    const { world } = await writtenOver([], onTheTimeline);
    await world.asks({ kind: 'ask-postmortem', formats: ['json'], full: true });
    await world.write();
    await world.advance();
    await world.asks({ kind: 'add-note', text: 'Once more', happenedAt: world.deps.clock.now() });
    await world.asks(ask);
    await world.write();

    const text = world.directory.published[3]?.files[0]?.text ?? '';
    expect(text).toContain('Once more');
    expect(text.indexOf('on the train')).toBeLessThan(text.indexOf('keyturn:section timeline end'));
    expect(text.split('on the train')).toHaveLength(2);
  });

  it('between the making and the publishing is kept as well', async () => {
    const world = await aWriting();
    await world.asks(ask);
    await world.write();
    await world.advance();
    await world.asks({ kind: 'add-note', text: 'Found it', happenedAt: world.deps.clock.now() });
    await world.asks(ask);
    world.directory.failures.push(new Unavailable('directory-enospc'));
    await world.write();
    world.directory.standing = `${world.directory.standing}\nWritten while the disk was full.\n`;
    world.passes(5_000);
    await world.write();

    const text = world.directory.published[1]?.files[0]?.text ?? '';
    expect(text).toContain('Written while the disk was full.');
    expect(text).toContain('Found it');
    expect(world.channel.published[1]?.files[0]?.text).not.toContain('Written while');
  });

  it('stays when the incident is reopened and resolved again', async () => {
    const world = await aWriting();
    const resolve = { kind: 'resolve', reason: 'rolled back' } as const;
    await world.asks(resolve);
    await world.advance();
    await world.write();
    await world.advance();
    world.directory.standing = (world.directory.standing ?? '').replace(
      /(keyturn:people lessons begin[^\n]*\n)/,
      '$1\nCaches need limits.\n',
    );
    await world.asks({ kind: 'reopen', reason: 'errors are back' });
    await world.asks(resolve);
    await world.advance();
    await world.write();

    const text = world.directory.published[1]?.files[0]?.text ?? '';
    expect(text).toContain('Caches need limits.');
    expect(text).toContain('errors are back');
    expect((await world.facts('postmortem.drafted')).map(({ conflicts }) => conflicts)).toEqual([[], []]);
  });
});
