import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCorpus } from '../../corpus/read-corpus.mjs';
import { createWordsCheck } from './create-words-check.ts';
import type { RegisteredPerson } from './words-finding.ts';

const MAYA: RegisteredPerson = {
  id: 'maya',
  name: 'Maya Thorvaldsen',
  aliases: ['Mayday', 'Майя Торвальдсен'],
  characters: ['Captain Ilse Brandt'],
  hasConsent: false,
};
const check = createWordsCheck({});
const onRegister = createWordsCheck({ register: [MAYA] });
const agreed = createWordsCheck({ register: [{ ...MAYA, hasConsent: true }] });

/** Time of computing, which other work on the machine does not lengthen. */
function computingMs(work: () => void): number {
  const start = process.cpuUsage();
  work();
  return process.cpuUsage(start).user / 1000;
}

describe('people on the register', () => {
  it.each([
    ['exact', 'Maya Thorvaldsen at the window'],
    ['misspelt', 'maya torvaldsen at the window'],
    ['by sound', 'Maja Thorwaldson at the window'],
    ['look-alike letters', 'Мауа Тhоrvаldsеn at the window'],
    ['leetspeak', 'm4y4 th0rv4ld53n'],
    ['spread out', 'm a y a   t h o r v a l d s e n'],
    ['turned around', 'Thorvaldsen, Maya'],
    ['initials', 'M. Thorvaldsen in red'],
    ['another script', 'портрет Майи Торвальдсен, Майя Торвальдсен'],
    ['a handle', '@mayathorvaldsen'],
    ['a hashtag', '#MayaThorvaldsen'],
    ['a file name', 'maya_thorvaldsen_v012.exr'],
    ['a nickname', 'Mayday jumps'],
    ['a character that stands for the actor', 'she looks like Captain Ilse Brandt'],
  ])('stop a line that names them, %s', (_, text) => {
    const finding = onRegister(text);
    expect(finding.outcome).toBe('stop');
    expect(finding.found[0]).toMatchObject({ personId: 'maya', person: 'Maya Thorvaldsen', outcome: 'stop' });
  });

  it('pass once they have agreed, in every way of writing', () => {
    for (const text of ['Maya Thorvaldsen at the window', 'm4y4 th0rv4ld53n', 'in the voice of Maya Thorvaldsen'])
      expect(agreed(text)).toEqual({ outcome: 'pass', found: [] });
  });

  it('do not hide somebody else in the same line', () => {
    const finding = agreed('Maya Thorvaldsen and Tom Hanks');
    expect(finding.found.map(({ person }) => person)).toEqual(['Tom Hanks']);
  });
});

describe('the words of the production', () => {
  it('let a character pass, and ask for the same name without it', () => {
    expect(createWordsCheck({ characters: ['Elena Marsh'] })('ELENA MARSH crosses the yard').outcome).toBe('pass');
    expect(check('Elena Marsh crosses the yard').outcome).toBe('ask');
  });

  it('do not let a character’s first name cover a known person', () => {
    expect(createWordsCheck({ characters: ['Tom'] })('Tom Hanks crosses the yard').outcome).toBe('ask');
  });
});

describe('a name', () => {
  it.each([
    ['a surname first and a given name of two syllables', 'Park Ji-hoon misses the train'],
    ['a handle that is a given name', 'tag @cristiano when it is done'],
    ['a handle that ends with a known surname', 'saw @vancityreynolds post this'],
    ['a handle of a stage name that is a word', '@therock lifts a car'],
    ['letters that run backwards', 'htebazilE walks in'],
    ['a name with a comma of its own', 'Tyler, the Creator in a bellhop uniform'],
    ['Arabic, with a surname on no list', 'خالد المنجي يقود الشاحنة'],
    ['Hindi', 'सुनीता पाटिल मंदिर की सीढ़ियों पर'],
    ['Thai', 'สมชาย ใจดี ขับรถ'],
    ['Hebrew', 'איתי רוזנברג עולה במדרגות'],
  ])('is met: %s', (_, text) => {
    expect(check(text).outcome).toBe('ask');
  });

  it.each([
    ['a ship', 'USS Gerald R. Ford on the horizon'],
    ['a thing with an article', 'the Edmund Fitzgerald in heavy seas'],
    ['words of Russian that look like a name', 'Москва, Красная площадь, снег'],
    ['words of Greek', 'ηλιοβασίλεμα στο λιμάνι'],
    ['words of Korean', '학교 운동장에 눈이 내린다'],
    ['words of Arabic', 'سيارة حمراء في شارع القاهرة، نور الشمس'],
    ['words of Hindi', 'पुराना किला, सुबह'],
    ['a dish in a glass', 'an Arnold Palmer in a mason jar'],
  ])('is none: %s', (_, text) => {
    expect(check(text).outcome).toBe('pass');
  });
});

describe('a finding', () => {
  it('says which words and why', () => {
    expect(check('A portrait of t0m h4nks, 35mm').found).toEqual([
      {
        text: 't0m h4nks',
        start: 14,
        end: 23,
        person: 'Tom Hanks',
        why: 'Tom Hanks, a widely known person: written in disguise.',
        outcome: 'ask',
      },
    ]);
  });

  it('lies inside the line, in order and without overlap, whatever the text', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'Tom Hanks',
        '@scarlettj',
        'トム・ハンクス',
        'Скарлетт',
        'looks like ',
        '\u200b',
        '\ud800',
        "'s",
        '. ',
        '王小明在',
        'محمد ',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        let last = 0;
        for (const { start, end, text: words } of onRegister(text).found) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(words);
          last = end;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.each([
    ['words', 'a wide shot of sarah mitchell, rain '],
    ['one word', 'tomhanksx'],
    ['spread letters', 't o m '],
    ['openings', 'looks like in the style of '],
    ['capitals', 'Aa'],
    ['zero-width', 'a\u200b'],
    ['apostrophes', "o'"],
    ['another script', 'Том Хэнкс '],
  ])('comes in less than a second of computing for 100 kB of %s', (_, unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    const tries = Array.from({ length: 3 }, () => computingMs(() => check(text)));
    expect(Math.min(...tries)).toBeLessThan(1000);
  });
});

it('indexes a register of 500 people in under 200 ms', () => {
  const register = Array.from({ length: 500 }, (_, at) => ({
    ...MAYA,
    id: `p${at}`,
    name: `Maya${at % 26} Thorv${at}aldsen`,
  }));
  const tries = Array.from({ length: 3 }, () => computingMs(() => createWordsCheck({ register })));
  expect(Math.min(...tries)).toBeLessThan(200);
});

describe('the corpus', () => {
  const results = readCorpus().map((line) => ({
    ...line,
    passes: createWordsCheck(line.context)(line.text).outcome === 'pass',
  }));
  const mustStop = results.filter((line) => line.mustStop);
  const mustPass = results.filter((line) => !line.mustStop);

  it('is stopped in at least 99 of 100 lines that must stop', () => {
    expect(mustStop.length).toBeGreaterThanOrEqual(1500);
    expect(mustStop.filter(({ passes }) => !passes).length / mustStop.length).toBeGreaterThanOrEqual(0.99);
  });

  it('is stopped in at most 2 of 100 lines that must pass', () => {
    expect(mustPass.length).toBeGreaterThanOrEqual(1500);
    expect(mustPass.filter(({ passes }) => !passes).length / mustPass.length).toBeLessThanOrEqual(0.02);
  });
});
