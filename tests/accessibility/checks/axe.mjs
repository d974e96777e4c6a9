// axe-core: WCAG 2.0 to 2.2 at A and AA, and every best practice.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { SCREENS } from '../browser.mjs'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

// What axe may leave open, each with who settles it instead.
const SETTLED = {
  'color-contrast': 'measured from the pixels by contrast.mjs',
}

export default {
  title: 'axe-core finds nothing',
  views: SCREENS,
  async find(page) {
    await page.evaluate(AXE)
    const { violations, incomplete } = await page.evaluate(
      tags => axe.run(document, { runOnly: tags, resultTypes: ['violations', 'incomplete'] }), TAGS)
    const open = incomplete.filter(rule => !(rule.id in SETTLED))
    return [...violations, ...open].flatMap(rule => rule.nodes.map(node =>
      `${rule.id}: ${rule.help}: ${node.target.join(' ')}: ${node.failureSummary?.replace(/\s+/g, ' ') ?? ''}`))
  },
}
