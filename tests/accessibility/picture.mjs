// node picture.mjs DOCUMENT.pdf OUT.png PAGE …: pages of a PDF side by side, for the README.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Browsers } from './browser.mjs'

const [pdf, out, ...pages] = process.argv.slice(2)
if (pages.length === 0) {
  console.error('usage: node picture.mjs DOCUMENT.pdf OUT.png PAGE …')
  process.exit(2)
}
const folder = mkdtempSync(join(tmpdir(), 'agreement-picture-'))
const browsers = new Browsers()
try {
  const images = pages.map(page => {
    const name = join(folder, `page-${page}`)
    execFileSync('pdftoppm', ['-png', '-singlefile', '-r', '110', '-f', page, '-l', page, pdf, name])
    return `<img alt="" src="data:image/png;base64,${readFileSync(`${name}.png`).toString('base64')}">`
  })
  const browser = await browsers.with()
  const view = await browser.newPage({ viewport: { width: 30 + 390 * pages.length, height: 600 } })
  await view.setContent(`<style>body { margin: 0; background: #e9e7ed; display: flex; gap: 30px; padding: 30px; box-sizing: border-box }
    img { width: 360px; background: white; box-shadow: 0 2px 10px #0004 }</style>${images.join('')}`)
  await view.waitForFunction(() => [...document.images].every(image => image.complete))
  await view.locator('body').screenshot({ path: out })
} finally {
  await browsers.close()
  rmSync(folder, { recursive: true })
}
