// Nothing moves for a reader who asks for less motion, as every view here does.
export default {
  title: 'nothing moves where less motion is asked for',
  views: ['wide light', 'narrow light'],
  find: page => page.evaluate(() => {
    const faults = document.getAnimations().map(animation => `${look.name(animation.effect.target)} is animated`)
    for (const element of document.querySelectorAll('*')) {
      const style = getComputedStyle(element)
      if (style.transitionDuration.split(',').some(time => parseFloat(time) > 0.01)) faults.push(`${look.name(element)} has a transition`)
      if (style.scrollBehavior === 'smooth') faults.push(`${look.name(element)} scrolls smoothly`)
    }
    return faults.slice(0, 10)
  }),
}
