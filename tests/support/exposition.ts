// Prometheus' text format (0.0.4), read by its grammar: what does not belong is named. Beside the grammar the rules that `promtool check metrics` has for names.
const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"`
const SAMPLE = new RegExp(String.raw`^(${NAME})(?:\{(${LABEL}(?:,${LABEL})*),?\})? ([^ ]+)$`)
const VALUE = /^(?:[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?|NaN|[+-]Inf)$/i
const KINDS = ['counter', 'gauge', 'histogram', 'summary']
/** What a sample's name may have behind the family's. */
const ENDS: Record<string, string[]> = { counter: [''], gauge: [''], histogram: ['_bucket', '_sum', '_count'], summary: ['', '_sum', '_count'] }

/** What is wrong with it, line by line. */
export function faultsIn(text: string): string[] {
  const faults: string[] = []
  const [families, series] = [new Map<string, string>(), new Set<string>()]
  let [help, family, kind] = ['', '', '']
  let [rising, buckets] = [0, new Map<string, number>()]
  if (!text.endsWith('\n')) faults.push('the last line does not end')
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const wrong = (why: string) => { faults.push(`${why}: ${line}`) }
    const [, about, name = '', rest = ''] = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`).exec(line) ?? []
    if (about === 'HELP') {
      if (families.has(name)) wrong('a family that was told before')
      help = name
    } else if (about === 'TYPE') {
      if (name !== help) wrong('no help before it')
      if (!KINDS.includes(rest)) wrong('no type')
      if ((rest === 'counter') !== name.endsWith('_total')) wrong('counters end in _total, and nothing else does')
      families.set(name, rest)
      ;[family, kind, rising, buckets] = [name, rest, 0, new Map()]
    } else if (line.startsWith('#')) wrong('no comment of ours')
    else {
      const [, of = '', labels = '', value = ''] = SAMPLE.exec(line) ?? []
      if (of === '' || !VALUE.test(value)) { wrong('no sample'); continue }
      if (!ENDS[kind]?.some((end) => of === family + end)) wrong('not of the family above it')
      const names = labels === '' ? [] : [...labels.matchAll(new RegExp(LABEL, 'g'))].map(([one]) => one.slice(0, one.indexOf('=')))
      if (new Set(names).size < names.length) wrong('a label that stands twice')
      if (names.includes('le') !== of.endsWith('_bucket')) wrong('le stands in buckets alone')
      if (names.includes('quantile') && kind !== 'summary') wrong('quantile stands in summaries alone')
      if (series.has(`${of}{${labels}}`)) wrong('a series that was told before')
      series.add(`${of}{${labels}}`)
      if (kind === 'counter' && Number(value) < 0) wrong('a counter below zero')
      if (of.endsWith('_bucket')) {
        if (Number(value) < rising) wrong('buckets that do not rise')
        rising = Number(value)
        buckets.set(/le="([^"]*)"/.exec(labels)?.[1] ?? '', rising)
      }
      if (kind === 'histogram' && of.endsWith('_count') && buckets.get('+Inf') !== Number(value)) wrong('the last bucket holds all')
    }
  }
  return faults
}
