// The diagrams: every word inside its shape and clear of the others, every shape to be seen
// (3 to 1, WCAG 1.4.11), also with the reader's own text spacing (WCAG 1.4.12).
import { COLOURED, restyle } from '../browser.mjs'
import { SPACING } from './text-spacing.mjs'

export default {
  title: 'diagrams are clear',
  views: COLOURED,
  async find(page) {
    const faults = await page.evaluate(shapes)
    const home = await page.evaluate(words, null)
    await restyle(page, SPACING)
    const spaced = await page.evaluate(words, home.places)
    return [...faults, ...home.faults, ...spaced.faults.map(fault => `with text spacing: ${fault}`)]
  },
}

// Runs in the page: shapes too like what they lie on.
function shapes() {
  const faults = []
  for (const svg of document.querySelectorAll('figure svg')) {
    if (!look.shown(svg)) continue
    const below = []
    for (const shape of svg.querySelectorAll('rect, circle, ellipse, polygon, path, line, polyline')) {
      if (shape.closest('defs, marker, clipPath, mask')) continue
      const style = getComputedStyle(shape)
      const box = shape.getBBox()
      const holds = other => other.box.x <= box.x + 0.5 && other.box.y <= box.y + 0.5 &&
        other.box.x + other.box.width >= box.x + box.width - 0.5 &&
        other.box.y + other.box.height >= box.y + box.height - 0.5
      const ground = below.filter(holds).at(-1)?.fill ?? look.ground(svg)
      const paint = value => value === 'none' || look.rgba(value).a < 1 ? null : look.rgba(value)
      const fill = paint(style.fill)
      const stroke = parseFloat(style.strokeWidth) > 0 ? paint(style.stroke) : null
      const best = Math.max(...[fill, stroke].filter(Boolean).map(colour => look.contrast(colour, ground)))
      if (!(best >= 3)) faults.push(`${look.name(svg)}: ${shape.outerHTML.slice(0, 90)}: ${best.toFixed(2)} to 1`)
      if (fill && box.width > 0 && box.height > 0) below.push({ box, fill })
    }
  }
  return faults
}

// Runs in the page: words that leave their shape or lie on others. `places` of an earlier look
// say which shape each line of words belongs to.
function words(places) {
  const faults = []
  const now = []
  for (const svg of document.querySelectorAll('figure svg')) {
    if (!look.shown(svg)) continue
    const inside = (a, b) => a.x >= b.x - 0.5 && a.y >= b.y - 0.5 &&
      a.x + a.width <= b.x + b.width + 0.5 && a.y + a.height <= b.y + b.height + 0.5
    const boxes = [...svg.querySelectorAll('rect')].map(rect => rect.getBBox()).filter(box => box.width > 20)
    const view = svg.viewBox.baseVal
    const lines = [...svg.querySelectorAll('text')].map(text => ({ text, box: text.getBBox() }))
    lines.forEach(({ text, box }, i) => {
      const middle = { x: box.x + 1, y: box.y + box.height / 2, width: 0, height: 0 }
      const home = places
        ? places[now.length]
        : boxes.filter(b => inside(middle, b)).sort((a, b) => a.width * a.height - b.width * b.height)
          .map(({ x, y, width, height }) => ({ x, y, width, height }))[0] ?? null
      now.push(home)
      const allowed = home ?? view
      if (!(box.x >= allowed.x - 0.5 && box.x + box.width <= allowed.x + allowed.width + 0.5)) {
        faults.push(`“${look.words(text)}” leaves its ${home ? 'shape' : 'diagram'} by ${
          Math.max(allowed.x - box.x, box.x + box.width - allowed.x - allowed.width).toFixed(1)} units`)
      }
      if (parseFloat(getComputedStyle(text).fontSize) < 9) faults.push(`“${look.words(text)}” is smaller than 9 points`)
      // Boxes of type are taller than the letters: only a real overlap counts.
      for (const other of lines.slice(i + 1)) {
        const x = Math.min(box.x + box.width, other.box.x + other.box.width) - Math.max(box.x, other.box.x)
        const y = Math.min(box.y + box.height, other.box.y + other.box.height) - Math.max(box.y, other.box.y)
        if (x > 1 && y > 0.35 * Math.min(box.height, other.box.height)) {
          faults.push(`“${look.words(text)}” lies on “${look.words(other.text)}”`)
        }
      }
    })
  }
  return { faults, places: now }
}
