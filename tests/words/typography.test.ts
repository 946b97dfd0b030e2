// Signs as each language sets them: French blanks that do not break, Russian and Arabic quotation marks, Spanish signs that open, Chinese signs of full width.
import { expect, test } from 'vitest'
import type { Language } from '@roundtable/shared/base/languages'
import { ar } from '@roundtable/shared/words/ar'
import { en } from '@roundtable/shared/words/en'
import { es } from '@roundtable/shared/words/es'
import { fr } from '@roundtable/shared/words/fr'
import { ru } from '@roundtable/shared/words/ru'
import type { Words } from '@roundtable/shared/words/words'
import { zh } from '@roundtable/shared/words/zh'

/** Without what ICU reads, addresses, times and the names of machines. */
const bare = (message: string): string => message
  .replace(/\{\w+, (?:plural|select|selectordinal|number|date|time),/g, '{').replace(/, ::[\w-]+/g, '')
  .replace(/https?:\/\/\S+|\b\d\d:\d\d\b|application\/json|Content-Type: /g, '')
const broken = (words: Words, wrong: RegExp, except: readonly string[] = []): [string, string][] =>
  Object.entries(words).filter(([key, message]) => !except.includes(key) && wrong.test(bare(message)))

/** What is wrong in each language, with the rule it breaks. */
const WRONG: [Language, Words, string, RegExp, string[]?][] = [
  ['en', en, 'an apostrophe is curled', /\p{L}'\p{L}/u],
  ['fr', fr, 'before a colon, semicolon, question or exclamation mark and inside guillemets stands a blank that does not break', /[^\u00a0\u202f\s][:;?!»](?![\p{L}/])|[ \n][:;?!»]|«[^\u00a0\u202f]/u],
  ['fr', fr, 'an apostrophe is curled', /\p{L}'\p{L}/u],
  ['es', es, 'a question and an exclamation are opened', /^[^¿]*\?|^[^¡]*!/],
  ['es', es, 'quotation marks are angular', /["“”„]/],
  ['ru', ru, 'quotation marks are angular', /["“”„]/],
  ['ru', ru, 'ё is written', /(?<!\p{L})(?:ее|еще|ведет|дает|идет|придет|пропадет|расчет|подсчет|учет|отчет|сохранен|объединенн\p{L}*)(?!\p{L})/iu],
  ['zh', zh, 'signs beside Chinese are of full width', /[\u4e00-\u9fff][,.:;?!]|[,.:;?!][\u4e00-\u9fff]|["']/],
  ['zh', zh, 'no blank stands beside Chinese', /[\u4e00-\u9fff，。：；] |(?<!·) [\u4e00-\u9fff]/, ['papers.editor.begin']],
  ['zh', zh, 'no word stands twice in a row', /(\p{Script=Han}{2,})\1/u],
  ['ar', ar, 'comma, semicolon and question mark are Arabic', /[,;?]/],
  ['ar', ar, 'digits are Latin, quotation marks angular', /[٠-٩“”"]/],
]
test.each(WRONG.map(([language, words, rule, wrong, except]) => ({ language, words, rule, wrong, except })))('$language: $rule', ({ words, wrong, except }) => expect(broken(words, wrong, except)).toEqual([]))

/** One term, one word: what else a language could say for it, and does not. */
const NOT_SAID: [Language, Words, RegExp, string][] = [
  ['fr', fr, /\benquête\b|\bcompte rendu\b/i, 'Étude, registre'],
  ['es', es, /\bEstudio\b|\bmedias? de\b|\bHuso\b|\borden del día\b/, 'Encuesta, promedio, zona, programa'],
  ['ru', ru, /ИРЭП|дайджест|(?<!\p{L})издания(?!\p{L})|Обзоре/u, 'EGDI, контрольная сумма, выпуск, Исследование'],
  ['zh', zh, /帖子|《调查》|数值在/, '帖文、调查报告、数据、区域'],
  ['ar', ar, /طاولة|خادوم|الإصدار|تجريبي|يجوز له ماذا/, 'مائدة، خادم، طبعة، إيضاحي'],
]
test.each(NOT_SAID.map(([language, words, wrong, said]) => ({ language, words, wrong, said })))('$language says $said, and nothing else for it', ({ words, wrong }) => expect(broken(words, wrong)).toEqual([]))
