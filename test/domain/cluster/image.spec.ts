import { describe, expect, it } from 'vitest';
import { imageWord, parseImage, parseImageId } from '../../../src/domain/cluster/image.ts';

const digest = `sha256:${'3f9a1c20b4de'.padEnd(64, '0')}`;

describe("an image's name", () => {
  it.each([
    ['checkout', { repository: 'checkout', tag: null, digest: null }],
    ['registry:5000/checkout', { repository: 'registry:5000/checkout', tag: null, digest: null }],
    [
      'registry:5000/shop/checkout:1.2',
      { repository: 'registry:5000/shop/checkout', tag: '1.2', digest: null },
    ],
    [`shop/checkout@${digest}`, { repository: 'shop/checkout', tag: null, digest }],
    [`shop/checkout:1.2@${digest}`, { repository: 'shop/checkout', tag: '1.2', digest }],
  ])('%s', (image, parts) => {
    expect(parseImage(image)).toEqual(parts);
  });

  it('is said without registry and folders, and without a tag it is latest', () => {
    expect(imageWord('registry:5000/shop/checkout')).toBe('checkout:latest');
    expect(imageWord('shop/checkout:1.2')).toBe('checkout:1.2');
    expect(imageWord(`shop/checkout@${digest}`)).toBe('checkout@3f9a1c20b4de');
  });
});

describe('what a runtime says it runs', () => {
  it.each([
    [`docker-pullable://shop/checkout@${digest}`, { repository: 'shop/checkout', digest }],
    [`registry:5000/shop/checkout@${digest}`, { repository: 'registry:5000/shop/checkout', digest }],
    [digest, { repository: null, digest }],
    [`docker://${digest}`, { repository: null, digest }],
    ['', null],
    ['shop/checkout:1.2', null],
  ])('%s', (imageId, parsed) => {
    expect(parseImageId(imageId)).toEqual(parsed);
  });
});
