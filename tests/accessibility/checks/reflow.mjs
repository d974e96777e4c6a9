// No scrolling in two directions at 320 pixels, at 200 and 400 per cent, and with text alone at
// 200 per cent (WCAG 1.4.4, 1.4.10); nothing is cut off.

// A window of 1280 by 1024 pixels at 100, 200 and 400 per cent, and some in between.
const WINDOWS = [[1280, 1024], [1024, 768], [1023, 768], [800, 600], [640, 512], [480, 640], [320, 256]]

export default {
  title: 'the page reflows',
  views: ['wide light', 'large text'],
  async find(page, { view }) {
    const faults = []
    // Twice the letters in a window of 320 pixels would be 800 per cent: nobody asks for that.
    const windows = view.letters ? WINDOWS.filter(([width]) => width >= 640) : WINDOWS
    for (const [width, height] of windows) {
      await page.setViewportSize({ width, height })
      const found = [...await page.evaluate(sideways), ...await page.evaluate(clipped), ...await page.evaluate(broken)]
      faults.push(...found.map(fault => `${width} pixels wide: ${fault}`))
    }
    return faults
  },
}

/** Runs in the page: what makes it scroll sideways. */
export function sideways() {
  const width = document.documentElement.clientWidth
  const faults = []
  if (document.documentElement.scrollWidth > width) faults.push(`the page is ${document.documentElement.scrollWidth} wide`)
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') && element.tagName !== 'svg') continue
    if (!look.shown(element) || look.hiddenFromSight(element) || look.insideScroller(element.parentElement)) continue
    const box = element.getBoundingClientRect()
    if (box.right > width + 1 || box.left < -1) {
      faults.push(`${look.name(element)} reaches from ${Math.round(box.left)} to ${Math.round(box.right)}`)
    }
  }
  return faults.slice(0, 10)
}

/** Runs in the page: text that its box cuts off, or that runs over the next. */
export function clipped() {
  const faults = []
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('svg') || !look.shown(element) || look.hiddenFromSight(element) || !look.words(element)) continue
    const style = getComputedStyle(element)
    const cut = axis => /hidden|clip/.test(axis)
    if (cut(style.overflowX) && element.scrollWidth > element.clientWidth + 1) faults.push(`${look.name(element)} is cut off at its side`)
    if (cut(style.overflowY) && element.scrollHeight > element.clientHeight + 1) faults.push(`${look.name(element)} is cut off below`)
    if (style.display !== 'inline' && style.overflowX === 'visible' && element.clientWidth > 0 &&
        element.scrollWidth > element.clientWidth + 2 && !look.insideScroller(element)) {
      faults.push(`${look.name(element)} overflows by ${element.scrollWidth - element.clientWidth}`)
    }
    // Only words count: a line of a drawing may reach into the next box.
    if (style.display !== 'inline' && style.overflowY === 'visible' && element.clientHeight > 0 &&
        element.scrollHeight > element.clientHeight + 2) {
      const range = document.createRange()
      range.selectNodeContents(element)
      const over = range.getBoundingClientRect().bottom - element.getBoundingClientRect().bottom
      if (over > parseFloat(style.fontSize) / 2) faults.push(`${look.name(element)} runs over what follows by ${Math.round(over)}`)
    }
  }
  return faults.slice(0, 10)
}

/** Runs in the page: numbers that go on in the next line, where they read as two, and words taken apart. */
export function broken() {
  const faults = []
  const range = document.createRange()
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const text = texts.currentNode
    const element = text.parentElement
    if (!text.data.trim() || element.closest('svg') || !look.shown(element) || look.hiddenFromSight(element)) continue
    for (const { 0: word, index } of text.data.matchAll(/[^\s\u00ad\u200b-]+/g)) {
      // An address or a file name may go on in the next line.
      if (!/^[(‘“]?(\p{L}[\p{L}’]*|\d[\d.,]*)[)’”.,;:?!%]*$/u.test(word)) continue
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const lines = new Set([...range.getClientRects()].map(box => Math.round(box.bottom)))
      if (lines.size > 1) faults.push(`“${word}” in ${look.name(element)} is broken over ${lines.size} lines`)
    }
  }
  return faults.slice(0, 10)
}
