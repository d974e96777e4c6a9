// node check.mjs PAGE.html …: every check on every page; leaves with 1 if one finds a fault.
import { CHECKS, find } from './checks.mjs'
import { Browsers } from './browser.mjs'

const SHOWN = 12

const files = process.argv.slice(2)
if (files.length === 0) {
  console.error('usage: node check.mjs PAGE.html …')
  process.exit(2)
}

const browsers = new Browsers()
let failed = 0
let passed = 0
for (const file of files) {
  for (const check of Object.values(CHECKS)) {
    const begin = performance.now()
    const faults = await find(check, browsers, file).catch(error => [`could not run: ${error.stack ?? error}`])
    const seconds = ((performance.now() - begin) / 1000).toFixed(1)
    if (faults.length === 0) {
      passed++
      console.log(`ok    ${check.title} (${seconds} s)`)
      continue
    }
    failed++
    console.log(`FAULT ${check.title} (${seconds} s): ${faults.length}`)
    for (const fault of faults.slice(0, SHOWN)) console.log(`      ${fault}`)
    if (faults.length > SHOWN) console.log(`      and ${faults.length - SHOWN} more`)
  }
}
await browsers.close()
console.log(`page checks: ${passed} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0
