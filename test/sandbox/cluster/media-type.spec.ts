import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from '../../../sandbox/cluster/http/media-type.ts';

const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';

describe('the form of an answer', () => {
  it('is the first that is known', () => {
    const kubectl = `${TABLE},application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json`;

    expect(mediaTypeOf(kubectl)).toMatchObject({ as: 'Table', version: 'v1' });
    expect(mediaTypeOf(`application/json;as=Table;v=v9;g=meta.k8s.io,application/json`)).toEqual({
      encoding: 'json',
    });
    expect(mediaTypeOf('application/vnd.kubernetes.protobuf,application/json')).toEqual({ encoding: 'json' });
    expect(mediaTypeOf('application/yaml')).toEqual({ encoding: 'yaml' });
    expect(mediaTypeOf(undefined)).toEqual({ encoding: 'json' });
  });

  it('is the one of the best quality', () => {
    expect(mediaTypeOf(`application/json;q=0.5,application/yaml;q=0.9`)).toEqual({ encoding: 'yaml' });
  });

  it('of discovery may hold all groups', () => {
    const [newer, older] = ['v2', 'v2beta1'].map(
      (version) => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    );

    expect(mediaTypeOf(`${newer},${older},application/json`, true).as).toBe('APIGroupDiscoveryList');
    expect(mediaTypeOf(`${older},application/json`, true).as).toBeUndefined();
  });
});
