import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { arrayOf, jsonText, listOf, object } from '../../src/core/shape.ts';
import { element, elementName, escapeXml } from '../../src/core/text/xml.ts';
import { described, list, nastyText, OBEYED, printed, scalar } from './help.ts';

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const tags = listOf('TagVO', { Key: 'text', Value: 'text' });
const topics = listOf('TopicVO', { Topic: 'text', PartitionNum: 'integer', Tags: tags });

describe('escapeXml', () => {
  test.each([
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['x\ry\nz\t', 'x&#13;y&#10;z&#9;'],
    ['\u202e\u200b\u007f\u2028', '&#x202e;&#x200b;&#x7f;&#x2028;'],
    ['\u001b[2J\u0000', '\\u001b[2J\\u0000'],
    ['\ud800 \ufffe \uffff', '\\ud800 \\ufffe \\uffff'],
    ['订单 👍', '订单 👍'],
  ])('%j', (text, escaped) => expect(escapeXml(text)).toBe(escaped));
});

describe('elementName', () => {
  test.each([
    ['_count', '_count'],
    ['a b', 'a_b'],
    ['1st', '_1st'],
    ['', '_'],
    ['订单', '订单'],
    ['a:b<c>', 'a_b_c_'],
    ['x\u202ey\u200d', 'x_y_'],
  ])('%j', (name, valid) => expect(elementName(name)).toBe(valid));
});

describe('element', () => {
  test('the wire form and the bare form give the same', () => {
    const bare = [
      { Topic: 'a', Tags: [{ Key: 'k', Value: 'v' }] },
      { Topic: 'b', Tags: [] },
    ];
    const wire = {
      TopicVO: [
        { Topic: 'a', Tags: { TagVO: [{ Key: 'k', Value: 'v' }] } },
        { Topic: 'b', Tags: { TagVO: [] } },
      ],
    };
    const xml =
      '<TopicList><TopicVO><Topic>a</Topic><Tags><TagVO><Key>k</Key><Value>v</Value></TagVO></Tags></TopicVO>' +
      '<TopicVO><Topic>b</Topic><Tags/></TopicVO></TopicList>';
    expect(element('TopicList', bare, topics)).toBe(xml);
    expect(element('TopicList', wire, topics)).toBe(xml);
  });

  test('doubled names keep both levels', () => {
    const shape = object({ OffsetTable: listOf('OffsetTable', { Partition: 'integer' }) });
    const xml =
      '<TopicStatus><OffsetTable><OffsetTable><Partition>0</Partition></OffsetTable></OffsetTable></TopicStatus>';
    expect(element('TopicStatus', { OffsetTable: [{ Partition: 0 }] }, shape)).toBe(xml);
    expect(element('TopicStatus', { OffsetTable: { OffsetTable: [{ Partition: 0 }] } }, shape)).toBe(xml);
  });

  test('an array without a level between repeats its element', () => {
    const shape = object({ AllowedIpList: arrayOf('text') });
    expect(element('VpcList', { AllowedIpList: ['a', 'b'] }, shape)).toBe(
      '<VpcList><AllowedIpList>a</AllowedIpList><AllowedIpList>b</AllowedIpList></VpcList>',
    );
    expect(element('VpcList', { AllowedIpList: [] }, shape)).toBe('<VpcList/>');
  });

  test('a lone record counts as a list of one, an empty object as none', () => {
    expect(element('Tags', { TagVO: { Key: 'k', Value: 'v' } }, tags)).toBe(
      '<Tags><TagVO><Key>k</Key><Value>v</Value></TagVO></Tags>',
    );
    expect(element('Tags', { Key: 'k', Value: 'v' }, tags)).toBe(
      '<Tags><TagVO><Key>k</Key><Value>v</Value></TagVO></Tags>',
    );
    expect(element('Tags', {}, tags)).toBe('<Tags/>');
  });

  test('JSON in a text field is text, or elements if it was decoded', () => {
    const shape = jsonText(arrayOf({ timestamp: 'time' }));
    expect(element('Datapoints', [{ timestamp: 1 }, { timestamp: 2 }], shape)).toBe(
      '<Datapoints><timestamp>1</timestamp></Datapoints><Datapoints><timestamp>2</timestamp></Datapoints>',
    );
    expect(element('Datapoints', '[{"timestamp": 1}]', shape)).toBe('<Datapoints>[{"timestamp": 1}]</Datapoints>');
    expect(element('Datapoints', null, shape)).toBe('<Datapoints/>');
  });

  test('null, empty text, booleans, exact integers, maps, lists of no known shape', () => {
    expect(element('X', null, undefined)).toBe('<X/>');
    expect(element('X', null, topics)).toBe('<X/>');
    expect(element('X', '', 'text')).toBe('<X></X>');
    expect(element('X', true, 'boolean')).toBe('<X>true</X>');
    expect(element('X', 9_007_199_254_740_993n, 'long')).toBe('<X>9007199254740993</X>');
    expect(element('X', { 'a b': 1 }, 'map')).toBe('<X><a_b name="a b">1</a_b></X>');
    expect(element('X', { '"<1>': {}, '10.0.0.0/8': null }, 'map')).toBe(
      '<X><__1_ name="&quot;&lt;1&gt;"/><_10.0.0.0_8 name="10.0.0.0/8"/></X>',
    );
    expect(element('X', [[1], 2], undefined)).toBe('<X><Item><Item>1</Item></Item><Item>2</Item></X>');
  });

  test('a list of no known shape in an object repeats its element, as the API does', () => {
    expect(element('X', { TopicList: { TopicVO: [{ A: 1 }, { A: [[2], 3] }], None: [] } }, undefined)).toBe(
      '<X><TopicList><TopicVO><A>1</A></TopicVO><TopicVO><A><Item>2</Item></A><A>3</A></TopicVO></TopicList></X>',
    );
  });

  test('no prototype property is used as a shape', () => {
    expect(element('X', { constructor: ['a'] }, object({}))).toBe('<X><constructor>a</constructor></X>');
  });

  test('indented', () => {
    expect(element('Tags', [{ Key: 'k', Value: null }], tags, 1)).toBe(
      '  <Tags>\n    <TagVO>\n      <Key>k</Key>\n      <Value/>\n    </TagVO>\n  </Tags>\n',
    );
  });
});

describe('xml', () => {
  test('a list is below the root and its path', async () => {
    const document = list([{ Topic: 'a', PartitionNum: 12, Tags: [] }], {
      root: 'GetTopicListResponse',
      path: ['TopicList'],
      shape: topics,
    });
    expect(await printed('xml', document)).toBe(
      `${DECLARATION}<GetTopicListResponse>\n  <TopicList>\n    <TopicVO>\n      <Topic>a</Topic>\n      <PartitionNum>12</PartitionNum>\n` +
        '      <Tags/>\n    </TopicVO>\n  </TopicList>\n</GetTopicListResponse>\n',
    );
  });

  test('rows without a shape are items of the root', async () => {
    expect(await printed('xml', list([{ A: 1 }]))).toBe(`${DECLARATION}<R>\n  <Item>\n    <A>1</A>\n  </Item>\n</R>\n`);
    expect(await printed('xml', list([{ A: 1 }], { shape: arrayOf({ A: 'integer' }) }))).toContain('<Item>');
    expect(await printed('xml', list([]))).toBe(`${DECLARATION}<R/>\n`);
  });

  test('an object and a scalar', async () => {
    expect(
      await printed('xml', described({ Total: 2 }, { root: 'GetTopicStatusResponse', path: ['TopicStatus'] })),
    ).toBe(
      `${DECLARATION}<GetTopicStatusResponse>\n  <TopicStatus>\n    <Total>2</Total>\n  </TopicStatus>\n</GetTopicStatusResponse>\n`,
    );
    expect(await printed('xml', scalar('a<b'))).toBe(`${DECLARATION}<R>a&lt;b</R>\n`);
    expect(await printed('xml', scalar(null))).toBe(`${DECLARATION}<R/>\n`);
  });

  test('any text survives if XML allows it, any name is valid, no escape sequence remains', async () => {
    const parser = new XMLParser({
      parseTagValue: false,
      trimValues: false,
      htmlEntities: true,
      ignoreDeclaration: true,
    });
    await fc.assert(
      fc.asyncProperty(nastyText, nastyText, async (name, value) => {
        const text = await printed('xml', described({ [name]: value, A: [value] }));
        expect(text).not.toMatch(OBEYED);
        expect(XMLValidator.validate(text)).toBe(true);
        expect(parser.parse(element('T', value, 'text'))).toEqual({ T: heldByXml(value) });
      }),
    );
  });
});

/** XML 1.0, Char: other characters are escaped. */
function heldByXml(text: string): string {
  return [...text]
    .map((character) => {
      const code = character.codePointAt(0) as number;
      const holds =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 0x20 && code < 0xd800) ||
        (code > 0xdfff && code < 0xfffe) ||
        code > 0xffff;
      return holds ? character : `\\u${code.toString(16).padStart(4, '0')}`;
    })
    .join('');
}
