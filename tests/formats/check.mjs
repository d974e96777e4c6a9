// Shows that what the program hands to others keeps to its schemas: the JSON of `agreement check`
// to guide/findings.schema.json, that of `agreement diff` to guide/comparison.schema.json, SARIF to the schema of its standard (errata 01 of version 2.1.0,
// here as OASIS publishes it). Then that the schemas bite: each output, damaged, is refused.
//
// Usage: node tests/formats/check.mjs PROGRAM
import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import Ajv2020 from 'ajv/dist/2020.js'
import Ajv04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const read = (path) => JSON.parse(readFileSync(here(path), 'utf8'))
const own = addFormats(new Ajv2020({ allErrors: true, allowUnionTypes: true, strictTypes: false }))
const standard = addFormats(new Ajv04({ allErrors: true, strict: false }))
const VALIDATORS = {
  json: own.compile(read('../../guide/findings.schema.json')),
  sarif: standard.compile(read('sarif-2.1.0.schema.json')),
}

const changes = own.compile(read('../../guide/comparison.schema.json'))

const program = resolve(process.argv[2] ?? 'target/release/agreement')
const folder = mkdtempSync(join(tmpdir(), 'agreement-formats-'))
let passed = 0
const failures = []
const judge = (name, fault) => fault ? failures.push(`${name}: ${fault}`) : passed++

// Each changes a copy of content/ in its own way.
const SOURCES = {
  'sound sources': () => {},
  'an error, a warning, a hint': (content) => {
    appendFileSync(join(content, 'agreement.yaml'), '\ncheck:\n  unprinted-value: hint\n')
    appendFileSync(join(content, 'data/plans.yaml'),
      '\n  - id: odd\n    name: Plan for {{ edition.year }}\n  - id: odd\n    name: Another\n')
    appendFileSync(join(content, 'chapters/01-introduction.md'),
      '\n1. See page 4, été, which {{ body.kcps }} keeps.\n1. [x](javascript:y) and [](#introductoin)\n')
    writeFileSync(join(content, 'minutes.docx'), 'x')
  },
  'hostile words': (content) => {
    writeFileSync(join(content, 'a\n::error::\u202e%,:"\\ {0}.docx'), 'x')
    writeFileSync(join(content, 'chapters/01-introduction.md'), '\ufeff---\ntitle: A\n---\n\n' +
      '1. {{ body.{0}[x](y) }} \u001b[2J\u0085\u202e </script> \\ "\ud83d\udea8" {{ ' + '\ud83d\udea8'.repeat(300) + ' }}\n')
  },
  'sources that cannot all be read': (content) => writeFileSync(join(content, 'data/x.yml'), 'x'),
}

const outputs = {}
for (const [name, change] of Object.entries(SOURCES)) {
  const desk = mkdtempSync(join(folder, 'desk-'))
  cpSync(here('../../content'), join(desk, 'content'), { recursive: true })
  change(join(desk, 'content'))
  outputs[name] = {}
  for (const [format, validate] of Object.entries(VALIDATORS)) {
    const run = spawnSync(program, ['check', '--format', format, '--as-at', '2021-04-01'], { cwd: desk, encoding: 'utf8' })
    let document
    try {
      document = JSON.parse(run.stdout)
    } catch (error) {
      judge(`${name} as ${format}`, `status ${run.status}: ${error.message}: ${run.stderr}`)
      continue
    }
    outputs[name][format] = document
    judge(`${name} as ${format}`, !validate(document) && JSON.stringify(validate.errors.slice(0, 3)))
    if (format === 'sarif') judgeSarif(name, document, desk)
  }
  const counts = [outputs[name].json?.findings.length, outputs[name].sarif?.runs[0].results.length]
  judge(`${name}: both have the same findings`, counts[0] !== counts[1] && counts.join(' and '))
}

// The two published editions have changes of every kind but one; the case of every construct has
// another title, so that its parts come and go.
const editions = [here('../cases/april-2017/content'), here('../../content'), here('../cases/every-construct/content')]
const compared = [[0, 1], [1, 0], [0, 2], [1, 1]].map(([old, now]) => {
  const run = spawnSync(program, ['diff', editions[old], editions[now], '--format', 'json'], { encoding: 'utf8' })
  const document = JSON.parse(run.stdout || 'null')
  judge(`changes from ${old} to ${now}`, (!document && run.stderr) || (!changes(document) && JSON.stringify(changes.errors.slice(0, 3))))
  return document
})
const told = compared.flatMap((document) => document?.parts.flatMap((part) => part.changes) ?? [])
for (const kind of ['added', 'removed', 'changed', 'reworded', 'moved', 'moved-and-changed', 'split', 'merged']) {
  judge(`there is a change: ${kind}`, !told.some((change) => change.kind === kind) && 'none')
}
for (const fate of ['added', 'removed', null]) {
  judge(`there is a part: ${fate}`, !compared.some((document) => document?.parts.some((part) => part.fate === fate)) && 'none')
}
const spoil = (name, change) => {
  const document = structuredClone(compared[0])
  change(document, document.parts.find((part) => part.changes.length).changes[0])
  judge(`changes with ${name} are refused`, changes(document) && 'they are not')
}
for (const key of ['version', 'tool', 'title', 'old', 'new', 'parts']) spoil(`no ${key}`, (document) => { delete document[key] })
for (const key of ['id', 'role', 'name', 'title', 'fate', 'same', 'renumbered', 'changes']) {
  spoil(`a part without ${key}`, (document) => { delete document.parts[0][key] })
}
for (const key of ['kind', 'sort', 'old', 'new', 'words']) spoil(`a change without ${key}`, (document, change) => { delete change[key] })
for (const key of ['part', 'label', 'heading', 'id', 'file', 'line']) spoil(`a place without ${key}`, (document, change) => { delete change.new[key] })
spoil('another key', (document, change) => { change.more = 1 })
spoil('another kind', (document, change) => { change.kind = 'altered' })
spoil('a line 0', (document, change) => { change.new.line = 0 })
spoil('words that nobody said', (document, change) => { change.words[0].said = 'perhaps' })

// What the standard says and its schema does not.
function judgeSarif(name, document, desk) {
  const [run] = document.runs
  for (const result of run.results) {
    const rule = run.tool.driver.rules[result.ruleIndex]
    judge(`${name}: the rule of ${result.ruleId}`, rule?.id !== result.ruleId && `it is ${rule?.id}`)
    const texts = [result.message.text, ...(result.fixes ?? []).map((fix) => fix.description.text)]
    for (const text of texts) {
      judge(`${name}: braces and links of ${result.ruleId}`,
        (/\{\d+\}/.test(text.replaceAll('{{', '').replaceAll('}}', '')) || /(?<!\\)\]\(/.test(text)) && text)
    }
    for (const { physicalLocation } of [...result.locations, ...(result.relatedLocations ?? [])]) {
      const path = decodeURIComponent(physicalLocation.artifactLocation.uri)
      judge(`${name}: the address of ${path}`, !existsSync(join(desk, path)) && 'there is no such file')
      const region = physicalLocation.region
      if (!region) continue
      // The words at the place, found again by lines and columns as the standard counts them.
      const lines = readFileSync(join(desk, path), 'utf8').replace(/^\ufeff/, '').split('\n')
      const line = [...lines[region.startLine - 1]]
      const end = region.endLine === region.startLine ? region.endColumn - 1 : line.length
      const words = line.slice(region.startColumn - 1, end).join('')
      const short = region.snippet.text.replace(/…$/, '').split('\n')[0].replace(/\r$/, '')
      judge(`${name}: the words of ${result.ruleId}`, !words.startsWith(short) && `${words} is not ${short}`)
    }
  }
}

// Everything that the schemas speak of must be there to be checked.
const spoilt = outputs['an error, a warning, a hint']
const found = spoilt.json?.findings ?? []
for (const level of ['error', 'warning', 'hint']) judge(`there is a finding: ${level}`, !found.some((one) => one.level === level) && 'none')
judge('there is a suggestion', !found.some((one) => one.suggestion) && 'none')
judge('there is another place', !found.some((one) => one.labels.length) && 'none')
judge('there is a finding of a whole file', !found.some((one) => one.line === null) && 'none')

// Each damage is done to every object of its kind, and each must be refused.
const damages = []
const required = (path, keys) => keys.forEach((key) => damages.push(['json', `without ${path} ${key}`, (document) => {
  const target = path.split('.').filter(Boolean).reduce((at, step) => at[step], document)
  delete target[key]
}]))
const place = ['file', 'line', 'column', 'endLine', 'endColumn', 'words']
const at = (what) => found.findIndex(what)
const suggested = at((one) => one.suggestion)
const labelled = at((one) => one.labels.length)
required('', ['version', 'tool', 'content', 'asAt', 'complete', 'counts', 'findings'])
required('tool', ['name', 'version'])
required('counts', ['files', 'errors', 'warnings', 'hints'])
required('findings.0', [...place, 'code', 'level', 'message', 'help', 'label', 'labels', 'suggestion'])
required(`findings.${suggested}.suggestion`, [...place, 'replacement', 'certain'])
required(`findings.${labelled}.labels.0`, [...place, 'text'])
damages.push(
  ['json', 'another key', (document) => { document.findings[0].more = 1 }],
  ['json', 'another key in a place', (document) => { document.findings[labelled].labels[0].more = 1 }],
  ['json', 'another level', (document) => { document.findings[0].level = 'note' }],
  ['json', 'another version', (document) => { document.version = 2 }],
  ['json', 'a line 0', (document) => { document.findings[suggested].line = 0 }],
  ['json', 'half a place', (document) => { document.findings[suggested].column = null }],
  ['json', 'a suggestion for a whole file', (document) => place.slice(1).forEach((key) => { document.findings[suggested].suggestion[key] = null })],
  ['json', 'a day that is none', (document) => { document.asAt = '2021-02-30' }],
  ['sarif', 'another version', (document) => { document.version = '2.2.0' }],
  ['sarif', 'no tool', (document) => { delete document.runs[0].tool }],
  ['sarif', 'another level', (document) => { document.runs[0].results[0].level = 'hint' }],
  ['sarif', 'a message without words', (document) => { document.runs[0].results[0].message = {} }],
  ['sarif', 'an address that is none', (document) => { document.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri = 'a b' }],
  ['sarif', 'a line 0', (document) => { document.runs[0].results.find((one) => one.locations[0].physicalLocation.region).locations[0].physicalLocation.region.startLine = 0 }],
  ['sarif', 'another key', (document) => { document.runs[0].results[0].more = 1 }],
  ['sarif', 'another kind of column', (document) => { document.runs[0].columnKind = 'bytes' }],
  ['sarif', 'a fix that changes nothing', (document) => { document.runs[0].results.find((one) => one.fixes).fixes[0].artifactChanges = [] }],
)
for (const [format, what, damage] of damages) {
  const document = structuredClone(spoilt[format])
  try {
    damage(document)
    judge(`${format} with ${what} is refused`, VALIDATORS[format](document) && 'it was not')
  } catch (error) {
    judge(`${format} with ${what} is refused`, error.message)
  }
}

rmSync(folder, { recursive: true })
for (const failure of failures) console.log(`FAULT ${failure}`)
console.log(`formats: ${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length ? 1 : 0
