// Runs in the page before anything else: the few words that the checks share.
globalThis.look = {
  /** Names an element for people: its tag, id or class, and the start of its words. */
  name(element) {
    const id = element.id ? `#${element.id}` : ''
    const kind = !id && element.getAttribute('class') ? `.${element.getAttribute('class').trim().split(/\s+/)[0]}` : ''
    const words = look.words(element).slice(0, 40)
    return `<${element.tagName.toLowerCase()}${id}${kind}>${words ? ` “${words}”` : ''}`
  },

  /** The words of an element with single spaces. */
  words(element) {
    return (element.textContent ?? '').replace(/\s+/g, ' ').trim()
  },

  /** Whether a reader with eyes can see it somewhere on the page. */
  shown(element) {
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
    const box = element.getBoundingClientRect()
    return box.width > 1 && box.height > 1
  },

  /** Whether it is there for screen readers alone: clipped to nothing, or moved off the page. */
  hiddenFromSight(element) {
    for (let e = element; e && e !== document.body; e = e.parentElement) {
      const style = getComputedStyle(e)
      const box = e.getBoundingClientRect()
      const away = box.right + scrollX <= 0 || box.bottom + scrollY <= 0
      if (away || style.clipPath === 'inset(50%)' || style.clipPath === 'inset(100%)') return true
      if (style.position === 'absolute' && style.overflow !== 'visible' && box.width <= 1 && box.height <= 1) return true
    }
    return false
  },

  /** Whether it, or what it stands in, scrolls sideways by itself, for the keyboard as well (WCAG 2.1.1). */
  insideScroller(element) {
    for (let e = element; e && e !== document.body && e !== document.documentElement; e = e.parentElement) {
      const reached = e.tabIndex >= 0 || e.querySelector('a[href], button, input, summary')
      if (reached && /auto|scroll/.test(getComputedStyle(e).overflowX)) return true
    }
    return false
  },

  /** Red, green, blue and alpha of a computed colour. */
  rgba(colour) {
    const [r, g, b, a = 1] = (colour.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number)
    return { r, g, b, a }
  },

  /** The contrast ratio of two opaque colours (WCAG 2.2). */
  contrast(one, other) {
    const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4
    const light = c => 0.2126 * channel(c.r) + 0.7152 * channel(c.g) + 0.0722 * channel(c.b)
    const [a, b] = [light(one), light(other)]
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
  },

  /** The colour of the ground that an element of HTML stands on. */
  ground(element) {
    for (let e = element; e; e = e.parentElement) {
      const colour = look.rgba(getComputedStyle(e).backgroundColor)
      if (colour.a === 1) return colour
    }
    return look.rgba(getComputedStyle(document.documentElement).colorScheme.includes('dark') &&
      matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)')
  },

  /** Everything that the Tab key should reach, in the order of the document. */
  focusable() {
    return [...document.querySelectorAll('a[href], button, summary, input, select, textarea, [tabindex]')].filter(e =>
      e.tabIndex >= 0 && !e.disabled && !e.closest('[inert]') &&
      e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0)
  },
}
