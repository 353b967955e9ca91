import type { Lexicon } from './lexicon.ts';
import type { NativeMatch } from './native-match.ts';

/** A form of address, a trade or a tie in one script, and what stands beside it where it names somebody. */
interface Titles {
  readonly pattern: RegExp;
  /** Words behind a title of which none is a name, besides the ordinary words of the list. */
  readonly never?: RegExp;
}

/** Before a name. The name is the last group; it must be no ordinary word. */
const BEFORE: readonly Titles[] = [
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:السيدة?|سيدة?|الأستاذة?|الدكتورة?|دكتورة?|د\.|الممثلة?|المطربة?|المغنية?|الفنانة?|المخرجة?|اللاعبة?|الرئيسة?|الملكة?|الأميرة?|الشيخة?|جاري|جارتي|صديقي|صديقتي|أستاذي|زميلي|زميلتي|آقای|خانم|دکتر|بازیگر|جناب|محترمہ)\s(\p{Script=Arabic}{3,}(?:\s\p{Script=Arabic}{3,})?)/gu,
    never: /^(?:ال(?!.*\s)\S*|في|من|على|إلى|[يتن]\S{3,}.*)$/u,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:מר|גב['׳’]|גברת|ד["״”']ר|פרופ['׳’]?|השחקנית?|הזמרת?|הבמאית?|הרב|חברתי|חברי|שכנתי|שכני|מורתי)\s([\p{Script=Hebrew}'׳]{3,}(?:\s[\p{Script=Hebrew}'׳]{3,})?)/gu,
    never: /^ה\S+/u,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:श्री|श्रीमती|सुश्री|डॉ\.?|अभिनेता|अभिनेत्री|गायक|गायिका|निर्देशक|पंडित|उस्ताद|मेरे पड़ोसी|मेरी पड़ोसन|मेरे दोस्त|मेरी दोस्त)\s([\p{Script=Devanagari}\p{M}]{2,}(?:\s[\p{Script=Devanagari}\p{M}]{2,})?)/gu,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:திரு\.?|திருமதி\.?|செல்வி|டாக்டர்|நடிகர்|நடிகை|பாடகர்|பாடகி|இயக்குனர்)\s([\p{Script=Tamil}\p{M}]{3,}(?:\s[\p{Script=Tamil}\p{M}]{3,})?)/gu,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:শ্রী|শ্রীমতী|জনাব|ড\.|অভিনেতা|অভিনেত্রী|গায়ক|গায়িকা|পরিচালক)\s([\p{Script=Bengali}\p{M}]{3,}(?:\s[\p{Script=Bengali}\p{M}]{3,})?)/gu,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:배우|가수|래퍼|아이돌|성우)\s(\p{Script=Hangul}{2,5}?)(?=(?:[이가은는을를의와과도])?(?!\p{Script=Hangul}))/gu,
    never: /(?:에서|에게|에|들|하고|다|며|한|던|게|실|생|석)$/u,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:[Гг]-н|[Гг]-жа|[Гг]осподин|[Гг]оспожа|[Аа]кт[её]р|[Аа]ктриса|[Пп]евец|[Пп]евица|[Рр]ежисс[её]р|[Дд]октор|[Тт]оварищ|[Пп]ан|[Пп]ані|[Дд]ядя|[Тт][её]тя)\s(\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}{2,})?)/gu,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:[Κκ]ύριος|[Κκ]υρία|[Κκ]ύριο|[Κκ]ος|[Κκ]α|κ\.|ηθοποιός|τραγουδιστής|τραγουδίστρια|σκηνοθέτης|[Γγ]ιατρός)\s(\p{Lu}\p{Ll}{2,}(?:\s\p{Lu}\p{Ll}{2,})?)/gu,
  },
  {
    pattern:
      /(?<![\p{L}\p{M}])(?:คุณ|นาย|นางสาว|นาง|ดร\.)(?=[\p{Script=Thai}\p{M}]{3})([\p{Script=Thai}\p{M}]{3,14}\s[\p{Script=Thai}\p{M}]{3,14})(?=\s|$)/gu,
  },
];

const KOREAN_SURNAMES =
  '김이박최정강조윤장임한오서신권황안송류홍전고문손배백허유남심노하곽성차주우민나진지엄채원천방공현';
/** After a name. */
const AFTER: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})(?:[${KOREAN_SURNAMES}]\\p{Script=Hangul}{1,2}\\s?(?:씨|선생님|님|감독|배우|교수|박사|기자|선수|대표|의원|대통령)|[${KOREAN_SURNAMES}]\\s?(?:부장|과장|대리|사장|차장|팀장|이사|회장|교수|박사|선생|씨|감독|기자|의원|대통령|변호사|형사)님?)(?=[이가은는을를의와과도]?(?!\\p{L}))`,
    'gu',
  ),
  new RegExp(
    `(?<![\\p{L}\\p{M}])(?:감독|모델|선수|작가|대통령|총리|화가|기자|의사)\\s[${KOREAN_SURNAMES}]\\p{Script=Hangul}{2}(?=[이가은는을를의와과도]?(?!\\p{L}))`,
    'gu',
  ),
];

/** Names of which a title, a trade or a tie beside them tells, in scripts of their own: `김민지 씨`, `جاري محمود`, `מר לוי`. */
export function* findNativeTitles(text: string, lists: Lexicon): Generator<NativeMatch> {
  const how = 'a form of address or a trade and a name';
  for (const { pattern, never } of BEFORE) {
    for (const match of text.matchAll(pattern)) {
      const name = match[1] ?? '';
      const first = name.split(/\s/)[0] ?? '';
      if (never?.test(name) || lists.isNativeWord(first)) continue;
      yield { start: match.index, end: match.index + match[0].length, how };
    }
  }
  for (const pattern of AFTER)
    for (const match of text.matchAll(pattern))
      if (!match[0].split(/\s/).every((word) => lists.isNativeWord(word)) && !lists.isNativeWord(nameOf(match[0])))
        yield { start: match.index, end: match.index + match[0].length, how };
  yield* japaneseAndChinese(text, lists);
}

/** The part that is no title. */
function nameOf(match: string): string {
  return match.replace(/^(?:감독|모델|선수|작가|대통령|총리|화가|기자|의사)\s/u, '').split(/\s/)[0] ?? '';
}

/** `田中さん`, `王先生`: a surname of the lists before a form of address. */
function* japaneseAndChinese(text: string, lists: Lexicon): Generator<NativeMatch> {
  for (const match of text.matchAll(HONOURED)) {
    const surname = match[1] ?? '';
    const isChinese = /^(?:先生|女士|小姐|教授|导演|導演|医生|醫生|总统|總統|主席)$/u.test(match[2] ?? '');
    const sizes = isChinese ? [2, 1] : [3, 2];
    const size = sizes.find((length) => lists.surnames.has(surname.slice(-length)) && surname.length >= length);
    if (size === undefined || (isChinese && surname.length > size)) continue;
    const start = match.index + surname.length - size;
    yield { start, end: match.index + match[0].length, how: 'a surname and a form of address' };
  }
}

const HONOURED =
  /(?<!\p{Script=Han})(\p{Script=Han}{1,3})(さん|様|氏|先生|監督|選手|くん|君|ちゃん|社長|部長|課長|女士|小姐|教授|导演|導演|医生|醫生|总统|總統|主席)/gu;
