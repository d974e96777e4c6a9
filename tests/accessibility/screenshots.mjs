// node screenshots.mjs PAGE.html OUT: pictures of the whole page in every view, for people to look at.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Browsers, VIEWS, open } from './browser.mjs'

const [file, out] = process.argv.slice(2)
if (!file || !out) {
  console.error('usage: node screenshots.mjs PAGE.html OUT')
  process.exit(2)
}
// Chromium paints at most 16,384 pixels in one go.
const SLICE = 8000
mkdirSync(out, { recursive: true })
const browsers = new Browsers()
for (const [name, view] of Object.entries(VIEWS)) {
  const { page, close } = await open(browsers, file, view)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  for (let top = 0, i = 1; top < height; top += SLICE, i++) {
    const path = join(out, `${name.replace(/ /g, '-')}-${i}.png`)
    await page.screenshot({ path, fullPage: true, clip: { x: 0, y: top, width: view.width, height: Math.min(SLICE, height - top) } })
    console.log(path)
  }
  await close()
}
await browsers.close()
