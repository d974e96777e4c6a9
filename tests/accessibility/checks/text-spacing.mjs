// The reader's own text spacing takes nothing away (WCAG 1.4.12).
import { restyle } from '../browser.mjs'
import { clipped, sideways } from './reflow.mjs'

/** The spacing that the criterion asks for. */
export const SPACING = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`

export default {
  title: 'text spacing takes nothing away',
  views: ['wide light', 'narrow light'],
  async find(page) {
    await restyle(page, SPACING)
    return [...await page.evaluate(sideways), ...await page.evaluate(clipped)]
  },
}
