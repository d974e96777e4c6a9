// Everything that can be used is reached by Tab in the order of the text (WCAG 2.1.1, 2.4.3),
// shows that it has the focus (2.4.7, 1.4.11), is in sight then (2.4.11), and is large enough to
// be hit (2.5.8). The first stop skips to the main text (2.4.1).
import { SCREENS } from '../browser.mjs'

export default {
  title: 'the keyboard reaches everything, visibly',
  views: SCREENS,
  async find(page) {
    const expected = await page.evaluate(() => {
      globalThis.stops = look.focusable()
      return stops.map(look.name)
    })
    const faults = []
    for (let i = 0; i < expected.length; i++) {
      await page.keyboard.press('Tab')
      const stop = await page.evaluate(atStop, i)
      faults.push(...stop.faults)
      if (!stop.right) {
        faults.push(`stop ${i + 1} should be ${expected[i]} but is ${stop.name}`)
        break
      }
    }
    return faults
  },
}

// Runs in the page: what is wrong with the element that has the focus now.
function atStop(index) {
  const element = document.activeElement
  const name = look.name(element)
  if (element !== stops[index]) return { name, right: false, faults: [] }
  const faults = []
  const style = getComputedStyle(element)
  const boxes = [...element.getClientRects()]
  const box = element.getBoundingClientRect()

  if (index === 0) {
    const target = document.getElementById(decodeURIComponent((element.hash ?? '').slice(1)))
    if (!target?.closest('main')) faults.push(`the first stop, ${name}, does not skip to the main text`)
  }

  if (style.outlineStyle === 'none' || !(parseFloat(style.outlineWidth) >= 2)) {
    faults.push(`${name} has no outline of 2 pixels or more when it has the focus`)
  } else if (style.outlineStyle !== 'auto') {
    const around = parseFloat(style.outlineOffset) < 0 ? element : element.parentElement
    const ratio = look.contrast(look.rgba(style.outlineColor), look.ground(around))
    if (ratio < 3) faults.push(`${name}: its outline stands out by only ${ratio.toFixed(2)} to 1`)
  }

  const inSight = boxes.some(b => {
    const x = Math.min(Math.max(b.x + b.width / 2, 0), innerWidth - 1)
    const y = Math.min(Math.max(b.y + b.height / 2, 0), innerHeight - 1)
    if (x < b.left - 1 || x > b.right + 1 || y < b.top - 1 || y > b.bottom + 1) return false
    const top = document.elementFromPoint(x, y)
    return top && (element.contains(top) || top.contains(element))
  })
  if (!inSight) faults.push(`${name} is not in sight when it has the focus`)

  // A link in a sentence is as high as its line: the criterion leaves it out.
  const host = element.parentElement.closest('p, li, td, th, dd, dt, figcaption, caption, h1, h2, h3, h4, div, section')
  const inSentence = style.display === 'inline' && host && look.words(host).length > look.words(element).length + 2
  if (!inSentence && (box.width < 24 || box.height < 24)) {
    faults.push(`${name} is ${box.width.toFixed(1)} by ${box.height.toFixed(1)} pixels, less than 24 by 24`)
  }
  return { name, right: true, faults }
}
