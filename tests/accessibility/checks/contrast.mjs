// Text against the pixels behind it: at least 4.5 to 1 (WCAG 1.4.3), in diagrams too.
//
// axe-core leaves text over pictures open and does not look into SVG. Here the page is painted
// without its letters, and each line of text is held against what is there.
import { COLOURED, restyle } from '../browser.mjs'

const TILE = 4000

export default {
  title: 'text stands out from what is behind it',
  views: COLOURED,
  async find(page) {
    await restyle(page, '*, *::before, *::after { transition: none !important; animation: none !important }')
    const lines = await page.evaluate(() => {
      const lines = []
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const element = text.parentElement
        if (!text.data.trim() || element.closest('title, desc, style') || !look.shown(element)) continue
        if (look.hiddenFromSight(element)) continue
        const style = getComputedStyle(element)
        const colour = look.rgba(element.closest('svg') ? style.fill : style.color)
        const range = document.createRange()
        range.selectNodeContents(text)
        for (const box of range.getClientRects()) {
          if (box.width < 2 || box.height < 2) continue
          // What a table has scrolled out of sight has nothing behind it.
          const sight = element.closest('.scrolls')?.getBoundingClientRect()
          if (sight && (box.left < sight.left || box.right > sight.right)) continue
          // The letters' own height, without the room above and below them.
          const inset = box.height * 0.2
          lines.push({ name: look.name(element), colour, x: box.x + scrollX, y: box.y + scrollY + inset,
            width: box.width, height: box.height - 2 * inset })
        }
      }
      return lines
    })
    await restyle(page, `*, *::before, *::after, *::marker { color: transparent !important;
      text-decoration-color: transparent !important } svg text, svg tspan { fill: transparent !important }`)
    const size = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth, height: document.documentElement.scrollHeight }))
    const faults = []
    for (let top = 0; top < size.height; top += TILE) {
      const height = Math.min(TILE, size.height - top)
      const png = await page.screenshot({ fullPage: true, clip: { x: 0, y: top, width: size.width, height } })
      const here = lines.filter(line => line.y >= top && line.y < top + height)
      faults.push(...await page.evaluate(measure, { png: png.toString('base64'), lines: here, top }))
    }
    return faults
  },
}

// Runs in the page: the lines of text whose ground, somewhere behind them, is too like them.
async function measure({ png, lines, top }) {
  const bytes = Uint8Array.from(atob(png), c => c.charCodeAt(0))
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context.drawImage(bitmap, 0, 0)
  const faults = []
  for (const line of lines) {
    const x = Math.max(0, Math.round(line.x)), y = Math.max(0, Math.round(line.y - top))
    const width = Math.min(Math.round(line.width), bitmap.width - x)
    const height = Math.min(Math.max(1, Math.round(line.height)), bitmap.height - y)
    if (width < 1 || height < 1) continue
    const { data } = context.getImageData(x, y, width, height)
    const seen = new Set()
    let worst = Infinity
    for (let i = 0; i < data.length; i += 4) {
      const key = data[i] << 16 | data[i + 1] << 8 | data[i + 2]
      if (seen.has(key)) continue
      seen.add(key)
      const ground = { r: data[i], g: data[i + 1], b: data[i + 2] }
      const mix = c => line.colour[c] * line.colour.a + ground[c] * (1 - line.colour.a)
      worst = Math.min(worst, look.contrast({ r: mix('r'), g: mix('g'), b: mix('b') }, ground))
    }
    if (worst < 4.5) faults.push(`${line.name}: ${worst.toFixed(2)} to 1`)
  }
  return faults
}
