// Marks of changes: said in words, and there for those who ask where a page offers a switch.
//
// Screen readers say nothing of `ins` and `del`, and a colour is nothing to many readers
// (WCAG 1.3.1, 1.4.1), so words have to be there.
export default {
  title: 'changes are said in words, and shown to those who ask',
  views: ['wide light', 'narrow light', 'wide forced'],
  async find(page) {
    const marks = () => page.evaluate(() => {
      const all = [...document.querySelectorAll('.change-mark')]
      return { all: all.length, shown: all.filter(mark => look.shown(mark)).length }
    })
    const faults = []
    const toggle = page.locator('main input[type=checkbox]').first()
    if (await toggle.count()) {
      const { all, shown } = await marks()
      if (!all) faults.push('there is a switch, but nothing to show')
      if (shown) faults.push(`${shown} marks are shown before anybody asked for them`)
      await toggle.focus()
      await page.keyboard.press('Space')
    }
    const { all, shown } = await marks()
    if (shown < all) faults.push(`${all - shown} of ${all} marks cannot be seen`)
    faults.push(...await page.evaluate(() => {
      const faults = []
      for (const mark of document.querySelectorAll('.change-mark')) {
        if (!/\p{L}{4}/u.test(look.words(mark).replace(/(Previous|Next|Change)\b/g, ''))) faults.push(`${look.name(mark)} has no words`)
      }
      for (const [tag, word] of [['ins', 'added'], ['del', 'removed']]) {
        for (const element of document.querySelectorAll(tag)) {
          const mark = look.words(element.closest('.change.removed')?.querySelector('.change-mark') ?? document.head)
          const said = element.querySelector('.said')
          if (!mark.includes(word) && !(said?.checkVisibility() && look.words(said).includes(word))) {
            faults.push(`${look.name(element)} does not say “${word}”`)
          }
          const line = getComputedStyle(element).textDecorationLine
          if (line !== (tag === 'ins' ? 'underline' : 'line-through')) faults.push(`${look.name(element)} has no line`)
        }
      }
      return faults
    }))
    return faults
  },
}
