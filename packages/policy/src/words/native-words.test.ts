import { describe, expect, it } from 'vitest';
import { createWordsCheck } from './create-words-check.ts';
import { lexicon } from './lexicon.ts';

const check = createWordsCheck({});

describe('an ordinary word of another script', () => {
  it.each([
    ['a Korean word with a small word', '강물에'],
    ['a Korean word with two', '아이들에게는'],
    ['an Arabic word with article and conjunction', 'والشارع'],
    ['an Arabic word with a possessor', 'لأحفادها'],
    ['a Hebrew word with a prefix', 'בחלון'],
    ['a Hindi plural', 'पहाड़ों'],
    ['a Tamil word in a case', 'தெருவில்'],
    ['a Bengali word in a case', 'মন্দিরের'],
    ['a Russian word in a case', 'набережной'],
    ['a Greek genitive', 'εργοστασίου'],
  ])('is told with what sticks to it: %s', (_, word) => {
    expect(lexicon().isNativeWord(word)).toBe(true);
  });

  it.each(['سلمى', 'Ковалёва', '지훈', 'word'])('is not %s', (word) => {
    expect(lexicon().isNativeWord(word)).toBe(false);
  });
});

describe('prose of another language', () => {
  it.each([
    ['Korean', '정원 한가운데 분수, 아침 이슬'],
    ['Arabic', 'فارس الليل على جسر قديم'],
    ['Persian', 'پیرمردی کنار رودخانه نشسته است'],
    ['Hebrew', 'ברק מאיר את השמיים'],
    ['Hindi', 'लाल किला, सुबह की धूप'],
    ['Tamil', 'தேவி கோவில் திருவிழா கூட்டம்'],
    ['a Russian street', 'Улица Пушкина, дом пять'],
    ['a Greek church', 'Παλιά εκκλησία του Αγίου Γεωργίου στο λόφο'],
    ['a Turkish bridge', 'Galata Köprüsü, balıkçılar, sis'],
    ['a Vietnamese bridge', 'Cầu Rồng phun lửa, Đà Nẵng'],
    ['an Indonesian beach', 'Pantai Parangtritis, ombak besar'],
    ['a Spanish street', 'Calle Serrano at night'],
    ['a town on a river', 'Walton-on-Thames boatyard'],
  ])('passes: %s', (_, text) => {
    expect(check(text)).toEqual({ outcome: 'pass', found: [] });
  });
});

describe('a name in another script', () => {
  it.each([
    ['a Korean with a form of address', '이수현 씨 들어온다'],
    ['a Korean by surname and rank', '최 부장님이 화를 낸다'],
    ['an Arab neighbour', 'جاري محمود الشربيني'],
    ['an Israeli friend', 'חברתי מיכל ברנר מציירת'],
    ['an Indian by a form of address', 'श्री रमेश चंद्र दरवाज़े पर'],
    ['a Tamil actor', 'நடிகை நயன்தாரா கடற்கரையில்'],
    ['a Russian by a form of address', 'господин Лебедев кланяется'],
    ['a Japanese by surname', '田中さんが座る'],
    ['a Vietnamese', 'Trần Văn Hùng lái xe'],
  ])('asks: %s', (_, text) => {
    expect(check(text).outcome).toBe('ask');
  });

  it('passes where the production lists it', () => {
    expect(createWordsCheck({ characters: ['田中さん'] })('田中さんが座る').outcome).toBe('pass');
  });
});
