// With colours that the reader has chosen, diagrams use them too and boxes keep a border.
export default {
  title: 'forced colours reach the diagrams',
  views: ['wide forced', 'narrow forced'],
  find: page => page.evaluate(() => {
    const faults = []
    // What the system colours are here: two elements painted with each.
    const probe = document.body.appendChild(document.createElement('span'))
    const system = new Set(['Canvas', 'CanvasText', 'LinkText', 'VisitedText', 'ButtonFace', 'ButtonText', 'ButtonBorder',
      'Highlight', 'HighlightText', 'GrayText', 'Field', 'FieldText', 'Mark', 'MarkText'].map(name => {
      probe.style.cssText = `forced-color-adjust: none; color: ${name}`
      return getComputedStyle(probe).color
    }))
    probe.remove()
    for (const shape of document.querySelectorAll('svg :is(rect, circle, ellipse, polygon, path, line, polyline, text)')) {
      if (shape.closest('defs') || !shape.checkVisibility()) continue
      const style = getComputedStyle(shape)
      for (const property of ['fill', 'stroke']) {
        const value = style[property]
        if (value === 'none' || (property === 'stroke' && parseFloat(style.strokeWidth) === 0)) continue
        if (look.rgba(value).a > 0 && !system.has(value)) faults.push(`${shape.outerHTML.slice(0, 80)}: its ${property} is still ${value}`)
      }
    }
    return faults.slice(0, 10)
  }),
}
