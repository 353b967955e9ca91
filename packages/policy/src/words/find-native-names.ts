import { findNativeTitles } from './find-native-titles.ts';
import type { Lexicon } from './lexicon.ts';
import type { NativeMatch } from './native-match.ts';
import { nativeText, type PeopleIndex } from './people-index.ts';

/** Names in scripts that have no capitals, and known people as written in their own script. */
export function findNativeNames(
  text: string,
  index: PeopleIndex,
  lists: Lexicon,
  own: ReadonlySet<string>,
): readonly NativeMatch[] {
  if (!/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text)) return [...vietnameseNames(text)];
  const found = [
    ...knownNames(text, index, lists),
    ...dottedNames(text),
    ...listedNames(text, lists),
    ...findNativeTitles(text, lists),
  ];
  return found.filter(({ start, end }) => !own.has(nativeText(text.slice(start, end))));
}

/** A Vietnamese surname with its marks and the capitals behind it; surnames that are words need `Văn` or `Thị`. */
function* vietnameseNames(text: string): Generator<NativeMatch> {
  for (const { index, 0: name } of text.matchAll(VIETNAMESE))
    yield { start: index, end: index + name.length, how: 'a surname and a given name' };
}

const VIETNAMESE =
  /(?<![\p{L}\p{M}])(?<!(?:đường|phố|cầu|chợ|hồ|quận|trường|phường|công viên)\s)(?:(?:Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Đinh|Trịnh|Lương)(?:\s\p{Lu}\p{Ll}+){1,3}|(?:Hồ|Dương|Lý|Mai|Đào|Cao|Tô|Hà|Tạ|Đoàn|Lâm)\s(?:Văn|Thị|Đức|Ngọc|Minh)(?:\s\p{Lu}\p{Ll}+){1,2})/gu;

/** The line as it is compared, with the offset from which each letter came. */
function* knownNames(text: string, index: PeopleIndex, lists: Lexicon): Generator<NativeMatch> {
  const offsets: number[] = [];
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const letters = nativeText(sign.replace(/\p{Cf}/gu, ''));
    for (let part = 0; part < letters.length; part++) offsets.push(at);
    plain += letters;
    at += sign.length;
  }
  offsets.push(text.length);
  for (const { text: name, person } of index.native) {
    for (let at = plain.indexOf(name); at >= 0; at = plain.indexOf(name, at + name.length)) {
      const start = offsets[at] ?? 0;
      const end = offsets[at + name.length] ?? text.length;
      const isWhole = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(name)
        ? name.length > 1 && !isInsideKana(plain, at, name) && !(name.length === 2 && lists.isNativeWord(name))
        : isWholeWord(text, start, end);
      if (isWhole) yield { start, end: trimEnd(text, start, end), how: 'written in another script', person };
    }
  }
}

/** Short kana and Hangul names must not be a part of a longer word. */
function isInsideKana(plain: string, at: number, name: string): boolean {
  if (name.length > 3) return false;
  const isScript = /\p{Script=Hangul}|\p{Script=Katakana}/u;
  return isScript.test(name) && isScript.test(plain[at - 1] ?? '');
}

/** No letter before it but a small word that sticks to names in Arabic and Hebrew, or none after it. */
function isWholeWord(text: string, start: number, end: number): boolean {
  return (
    !/[\p{L}\p{M}]/u.test(text[start - 1] ?? ' ') ||
    /[وبلكבלכהוש]/u.test(text[start - 1] ?? ' ') ||
    !/\p{L}/u.test(text[end] ?? ' ')
  );
}

function trimEnd(text: string, start: number, end: number): number {
  return start + text.slice(start, end).replace(/[\s\p{P}\p{Cf}]+$/u, '').length;
}

/** Names from abroad are written with a dot between their parts in Chinese and Japanese. */
function* dottedNames(text: string): Generator<NativeMatch> {
  for (const match of text.matchAll(
    /[\p{Script=Katakana}ー]{1,10}(?:[·・•‧=＝][\p{Script=Katakana}ー]{1,10}){1,3}|\p{Script=Han}{1,5}(?:[·・•‧]\p{Script=Han}{1,4}){1,3}/gu,
  ))
    yield {
      start: match.index,
      end: match.index + match[0].length,
      how: 'two names with the dot that parts names from abroad',
    };
}

/** A surname and a given name from the lists, side by side. */
function* listedNames(text: string, lists: Lexicon): Generator<NativeMatch> {
  for (const match of text.matchAll(
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}|\p{Script=Hangul}{2,}/gu,
  )) {
    const run = match[0];
    for (let at = 0; at < run.length - 1; at++) {
      const name = nameAt(run, at, lists);
      if (!name || (/\p{Script=Hangul}/u.test(run) && !isWholeHangul(run, at + name, lists))) continue;
      yield { start: match.index + at, end: match.index + at + name, how: 'a surname and a given name' };
      at += name - 1;
    }
  }
  yield* chineseNames(text);
  yield* koreanNames(text, lists);
  const words = [
    ...text.matchAll(
      /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Thai}\p{Script=Georgian}\p{Script=Armenian}\p{Script=Devanagari}\p{Script=Tamil}\p{Script=Bengali}\p{M}'׳]{2,}/gu,
    ),
  ];
  for (let at = 0; at + 1 < words.length; at++) {
    const first = words[at];
    const second = words[at + 1];
    if (!first || !second || text.slice(first.index + first[0].length, second.index).trim() !== '') continue;
    if (NATIVE_SMALL_WORDS.test(first[0])) continue;
    if (isPairOf(first[0], second[0], at === 0 && first.index === 0, lists))
      yield { start: first.index, end: second.index + second[0].length, how: 'a given name and a surname' };
  }
}

/** Whether two neighbouring words are a given name and a surname; `opens` where they open the line. */
function isPairOf(first: string, second: string, opens: boolean, lists: Lexicon): boolean {
  const opensLine = opens && /\p{Script=Devanagari}/u.test(first) && !lists.isNativeWord(first);
  const isGiven = opensLine || lists.given.has(first) || lists.given.has(first.replace(/^[ولبكולב](?=.{3})/u, ''));
  if (!isGiven) return false;
  const isListed = lists.surnames.has(second) || lists.surnames.has(second.replace(/^ال/u, ''));
  if (lists.isNativeWord(second)) {
    if (lists.isNativeWord(first) || ARABIC_NAME_WORDS.test(first) || ARABIC_FALSE_FRIENDS.test(first)) return false;
    return isListed || /^ال.{3,}$/u.test(second);
  }
  if (isListed || second === 'عبد' || second === 'الدين' || (lists.given.has(second) && !opensLine)) return true;
  if (/^ال.{3,}$/u.test(second) && !ARABIC_NAME_WORDS.test(first)) return true;
  return isArabicSurname(first, second) || isUnknownSurname(first, second, lists);
}

/** Behind a given name that is no word: a word on no list, in scripts that part their words. */
function isUnknownSurname(given: string, word: string, lists: Lexicon): boolean {
  if (!lists.given.has(given) || lists.isNativeWord(given) || given.length < 3 || word.length < 3) return false;
  if (/^\p{Script=Hebrew}+$/u.test(word)) return !/^[הושבלמכ]/u.test(word) && !/(?:ת|ים|ות)$/u.test(word);
  return /^[\p{Script=Tamil}\p{M}]{4,}$/u.test(word) && /்$/u.test(word);
}

/** Whatever stands behind a given name that is no everyday word, unless it is a verb of the present, a preposition or joined to one. */
function isArabicSurname(given: string, word: string): boolean {
  if (!/^\p{Script=Arabic}{3,}$/u.test(word) || NATIVE_SMALL_WORDS.test(word)) return false;
  return !ARABIC_NAME_WORDS.test(given) && !/^[يتنبلفوك]/u.test(word) && !/(?:ة|اً|ين|ون|ات)$/u.test(word);
}

/** Given names that are everyday words too: light, hope, morning, beautiful … */
const ARABIC_NAME_WORDS =
  /^(?:نور|أمل|ندى|فجر|ربيع|سعيد|جميلة|جميل|كريم|حياة|زهرة|هدى|شمس|بدر|فرح|سلام|وفاء|إيمان|صباح|جمال|كمال|عادل|أمير|أميرة|سماح|سحر|رحمة|نجاح|حنان|حكيم|رشيد|ملك|سلطان|آية|جود|جواهر|شيخة|بندر|منصور|حبيبة|علي|علی|طه|لين|جنى|رضا|منى|ناصر|غادة|أنور|مولود)$/u;

/** Given names that are words beside words only: the age of, the beauty of, the knight of. */
const ARABIC_FALSE_FRIENDS = /^(?:عمر|حسن|فارس|ريم|هلال|نجم|أسد|ليث|غيث|صقر|فهد|نسيم|ورد|ياسمين|وحيد|فريد|عزيز)$/;

const CHINESE_SURNAMES =
  '王李许許张刘陈赵吴徐孙朱胡郭何罗梁宋郑谢韩唐冯邓曹彭曾肖蔡潘袁董余吕魏蒋杜沈姜范姚谭廖邹陆郝崔邱侯邵張劉陳趙吳孫羅鄭謝韓馮鄧蕭呂蔣譚鄒陸';
/** Signs of which given names of one sign are made. */
const CHINESE_GIVEN =
  '伟偉芳娜敏静靜丽麗强強磊军軍洋勇艳艷杰傑娟涛濤超霞刚剛桂英兰蘭梅辉輝浩鹏鵬轩軒涵欣怡佳琳琪瑶瑤婷慧颖穎莹瑩倩丹薇蕾萍燕玲峰斌鑫博昊凯凱俊健志雯晶洁潔雅娇婉妍彤蓉芸菲莉媛岚';
/** Surnames that are everyday words: only with a given name of two signs whose last one is of given names. */
const WORD_SURNAMES = '杨楊黄黃林周高马馬叶葉苏蘇钟鐘田方石任贺賀龙龍段雷钱錢汤湯';
/** Two signs are one surname. */
const DOUBLE_SURNAMES = '欧阳|歐陽|上官|司马|司馬|诸葛|諸葛|令狐|慕容|皇甫|尉迟|公孙|公孫|夏侯|南宫|南宮|独孤|獨孤';
const CHINESE_NAME = new RegExp(
  `(?<=^|[像由叫和与，、。：“"\\s])((?:${DOUBLE_SURNAMES})\\p{Script=Han}{1,2}|[${CHINESE_SURNAMES}](?:\\p{Script=Han}{2}|[${CHINESE_GIVEN}])|[${WORD_SURNAMES}]\\p{Script=Han}[${CHINESE_GIVEN}青文明国安东海天])(?=[在站坐走跑笑哭说看穿拿骑打推唱跳喝吃的点開开写听拉修挥舞弹买卖等抱，、。\\s]|$)`,
  'gu',
);

/** A surname that is hardly anything else and one or two signs, which open a phrase, then what a person does. */
function* chineseNames(text: string): Generator<NativeMatch> {
  for (const match of text.matchAll(CHINESE_NAME)) {
    if (/[子宫国朝府城家店山水河]/u.test(match[1]?.slice(1) ?? '')) continue;
    yield { start: match.index, end: match.index + match[0].length, how: 'a surname and a given name' };
  }
}

/** A Korean surname and two syllables of which given names are made, as a word of its own or with a small word after it. */
const KOREAN_NAME =
  /(?<![\p{Script=Hangul}])[김이박최정강조윤장임한오서신권황안송류홍전고문손배백허유남심노하곽성차]([동종병민서지예하수현은준도시유건승재태영정성동진상경미혜선소연나다채윤규찬원주인희보아])([휘열웅범균준우서윤호민연은영수현진희경미정훈철석욱아하린빈원혁환규식숙자순기태찬솔별])(?=(?:이|가|은|는|을|를|의|와|과|도|에게|씨|님)?(?![\p{Script=Hangul}]))/gu;

function* koreanNames(text: string, lists: Lexicon): Generator<NativeMatch> {
  for (const match of text.matchAll(KOREAN_NAME))
    if (!lists.isNativeWord(match[0]))
      yield { start: match.index, end: match.index + match[0].length, how: 'a surname and a given name' };
}

/** Endings of many Japanese given names. */
const JAPANESE_GIVEN =
  /^\p{Script=Han}[郎子美太介斗也之人香奈恵代雄夫一二助菜花樹輝翔希乃里紀江枝司治男彦吾真優音月央絵衣沙莉信仁義広宏浩博弘正政忠守茂勇剛誠明昭秀豪健賢翼蓮陽葵凛結衣咲愛]$/u;

/** Given names in kana, by which a surname is told from a surname with a small word. */
const KANA_GIVEN =
  /^(?:すず|さくら|ひかり|あおい|ゆい|めい|みく|えり|まい|あかり|かおり|みどり|ゆかり|しおり|さおり|ひなた|ひかる|はるか|あやか|みゆき|かすみ|つばさ|こころ|のぞみ|めぐみ|まゆみ|なつみ|あゆみ|くるみ|ほのか|さやか|ちひろ|まこと|いずみ|かえで|もも|りん|アンナ|エミ|ユキ|リサ|マリ|ケン)/u;

/** Prepositions that lists hold as names. */
const NATIVE_SMALL_WORDS = /^(?:على|في|من|إلى|عن|مع|هذا|هذه|של|על|את|עם|هم|به|از|در|با)$/u;

/** Nothing but a small word follows a Korean name, and the whole is no word. */
function isWholeHangul(run: string, end: number, lists: Lexicon): boolean {
  return HANGUL_LINK.test(run.slice(end)) && !lists.isNativeWord(run);
}

const HANGUL_LINK = /^(?:이가?|가|은|는|을|를|의|와|과|도|에게|처럼|씨[가는를의]?|님[이은을의]?|이랑|랑|하고|한테)?$/u;

/** Length of the name that starts at `at`, 0 where none does. */
function nameAt(run: string, at: number, lists: Lexicon): number {
  const isHangul = /\p{Script=Hangul}/u.test(run[at] ?? '');
  if (isHangul && at > 0) return 0;
  for (const size of isHangul ? [1, 2] : [3, 2, 1]) {
    const surname = run.slice(at, at + size);
    if (!lists.surnames.has(surname)) continue;
    for (const rest of isHangul ? [2] : [3, 2, 1]) {
      const given = run.slice(at + size, at + size + rest);
      if (given.length !== rest || size + rest < 3) continue;
      if (lists.given.has(given) || (size === 2 && rest === 2 && JAPANESE_GIVEN.test(given))) return size + rest;
      if (size === 2 && KANA_GIVEN.test(given)) return size + rest;
    }
  }
  return 0;
}
