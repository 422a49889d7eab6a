import { describe, expect, it } from 'vitest';
import { dryRunOf } from '../../../src/integrations/kubernetes/dry-run-of.ts';
import { asRehearsed, asWritten } from '../../../src/integrations/kubernetes/wire-change.ts';
import { deletion, eviction, plannedRequests, restart } from './planned.ts';

describe('what goes over the wire', () => {
  it.each(plannedRequests)('is a dry run everywhere or nowhere: $method $path', (request) => {
    expect(dryRunOf(asRehearsed(request))).toBe('everywhere');
    expect(dryRunOf(asWritten(request))).toBe('nowhere');
  });

  it('differs between a rehearsal and the real thing by the dry run alone', () => {
    expect(asRehearsed(restart)).toEqual({
      ...asWritten(restart),
      path: `${restart.path}?dryRun=All&fieldManager=keyturn`,
    });
    expect(JSON.parse(asRehearsed(deletion).body)).toEqual({ ...(deletion.body as object), dryRun: ['All'] });
    expect(JSON.parse(asRehearsed(eviction).body)).toEqual({
      ...(eviction.body as object),
      deleteOptions: { ...(eviction.body as { deleteOptions: object }).deleteOptions, dryRun: ['All'] },
    });
    expect(asWritten(deletion)).toMatchObject({ path: deletion.path, body: JSON.stringify(deletion.body) });
  });

  it('may speak of a dry run inside a patch: that is nothing but a field', () => {
    const noted = { ...restart, body: { metadata: { annotations: { dryRun: 'All' } } } };

    expect(dryRunOf(asWritten(noted))).toBe('nowhere');
    expect(dryRunOf(asRehearsed(noted))).toBe('everywhere');
  });

  const removal = asRehearsed(deletion);
  const sent = asRehearsed(eviction);
  it.each([
    ['it is missing in the query', { ...removal, path: deletion.path }],
    ['it is missing in the body', { ...removal, body: asWritten(deletion).body }],
    ['the body is none', { ...removal, body: 'null' }],
    ['it is missing in the options of an eviction', { ...sent, body: asWritten(eviction).body }],
    ['it stands beside the options of an eviction', { ...sent, body: '{"dryRun":["All"]}' }],
    ['the query says it twice', { ...removal, path: `${removal.path}&dryRun=All` }],
    ['the query says something else', { ...removal, path: `${deletion.path}?dryRun=` }],
    ['the query says it in capitals', { ...removal, path: `${deletion.path}?DRYRUN=All` }],
    ['the body says nothing by it', { ...removal, body: '{"dryRun":[]}' }],
    ['the body says more', { ...removal, body: '{"dryRun":["All","None"]}' }],
    ['the body is not exact', { ...removal, body: '{"DryRun":["All"]}' }],
  ])('is neither when %s', (_, wire) => {
    expect(dryRunOf(wire)).toBe('in-part');
  });
});
