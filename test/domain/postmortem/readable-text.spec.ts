import { expect, it } from 'vitest';
import { readableText } from '../../../src/domain/postmortem/readable-text.ts';

it.each([
  ['<@UANA> and <@UBEN|ben>', '@Ana and @ben'],
  ['<@constructor>', '@constructor'],
  ['<#C1|general>, <#C2>', '#general, #C2'],
  ['<!here> <!subteam^S1|@ops> <!subteam^S2>', '@here @ops @S2'],
  ['<!date^1392734382^{date}|Feb 18>', 'Feb 18'],
  ['<https://a.example/?a=1&amp;b=2>', 'https://a.example/?a=1&b=2'],
  [
    '<https://a.example/|here>, <http://b.example|http://b.example>',
    'here (https://a.example/), http://b.example',
  ],
  ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['a &lt; b &amp;amp; &lt;@UANA&gt;', 'a < b &amp; <@UANA>'],
  ['a < b > c <', 'a < b > c <'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
])('reads %s as %s', (text, read) => {
  expect(readableText(text, { UANA: 'Ana' })).toBe(read);
});
