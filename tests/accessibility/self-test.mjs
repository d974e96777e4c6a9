// Shows that each check bites: the sample page passes them all, and spoiled in one way or
// another it fails the check that is there for it.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Browsers } from './browser.mjs'
import { CHECKS, find } from './checks.mjs'
import { DAMAGES } from './damages.mjs'

const sample = fileURLToPath(new URL('sample.html', import.meta.url))
const good = readFileSync(sample, 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'agreement-self-test-'))
const browsers = new Browsers()
let passed = 0
const failures = []
const judge = (name, fault) => fault ? failures.push(`${name}: ${fault}`) : passed++

try {
  const page = join(folder, 'page.html')
  writeFileSync(join(folder, 'good.pdf'), '')
  copyFileSync(sample, page)
  for (const [name, check] of Object.entries(CHECKS)) {
    const faults = await find(check, browsers, page)
    judge(`the sample and ${name}`, faults.length && faults.join('\n  '))
  }
  for (const [what, name, old, replacement] of DAMAGES) {
    const bad = good.replace(old, replacement)
    if (bad === good) {
      judge(what, 'the sample has no such place')
      continue
    }
    writeFileSync(page, bad)
    const faults = await find(CHECKS[name], browsers, page, { enough: 1 })
    judge(what, faults.length === 0 && `${name} did not notice`)
    if (process.env.VERBOSE) console.log(`${what}: ${faults[0]}`)
  }
  const tried = new Set(DAMAGES.map(([, name]) => name))
  for (const name of Object.keys(CHECKS)) judge(`damage for ${name}`, !tried.has(name) && 'there is none')
} finally {
  await browsers.close()
  rmSync(folder, { recursive: true })
}
for (const failure of failures) console.log(`FAULT ${failure}`)
console.log(`self-test: ${passed} passed, ${failures.length} failed`)
process.exitCode = failures.length ? 1 : 0
