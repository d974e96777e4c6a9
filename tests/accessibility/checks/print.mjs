// On paper there is the text, on white, and nothing to click through.
export default {
  title: 'the print style leaves the navigation out',
  views: ['print', 'print dark'],
  find: page => page.evaluate(() => {
    const faults = []
    for (const element of document.querySelectorAll('nav, [role=navigation], button, summary, header a[href$=".pdf"]')) {
      if (look.shown(element) && !look.hiddenFromSight(element)) faults.push(`${look.name(element)} is printed`)
    }
    if (!look.shown(document.querySelector('h1') ?? document.head)) faults.push('the title is not printed')
    if (!look.shown(document.querySelector('main') ?? document.head)) faults.push('the text is not printed')
    const ground = look.ground(document.querySelector('main') ?? document.body)
    if (look.contrast(ground, { r: 255, g: 255, b: 255 }) > 1.05) faults.push('the ground is not white')
    const body = getComputedStyle(document.querySelector('main p') ?? document.body)
    if (parseFloat(body.fontSize) < 15.9) faults.push(`the text is ${parseFloat(body.fontSize) * 0.75} points, less than 12`)
    if (look.contrast(look.rgba(body.color), { r: 255, g: 255, b: 255 }) < 7) faults.push('the text is pale')
    return faults
  }),
}
