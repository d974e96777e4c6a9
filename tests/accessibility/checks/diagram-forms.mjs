// Each diagram is there once for everyone: as a picture with a name or as lists, never both and
// never neither. Read from Chromium's own accessibility tree.
import { SCREENS } from '../browser.mjs'

export default {
  title: 'one form of each diagram is exposed',
  views: SCREENS,
  async find(page) {
    const client = await page.context().newCDPSession(page)
    await client.send('Accessibility.enable')
    const exposed = async expression => {
      const { result } = await client.send('Runtime.evaluate', { expression })
      const { nodes } = await client.send('Accessibility.getPartialAXTree', { objectId: result.objectId, fetchRelatives: false })
      return nodes.find(node => !node.ignored)
    }
    const diagrams = await page.evaluate(() => {
      globalThis.diagrams = [...document.querySelectorAll('figure')].filter(figure => figure.querySelector('svg'))
        .map(figure => ({
          figure,
          picture: figure.querySelector('svg'),
          // The same as lists; where they stand in a closed description, they are not exposed.
          lists: [...figure.querySelectorAll('ul, ol, dl')].filter(list =>
            !list.closest('figcaption') && !list.parentElement.closest('ul, ol, dl')),
        }))
      return globalThis.diagrams.map(d => ({ name: look.name(d.figure), lists: d.lists.length,
        seen: look.shown(d.picture), listsSeen: d.lists.filter(look.shown).length }))
    })
    const faults = []
    for (const [i, diagram] of diagrams.entries()) {
      const picture = await exposed(`diagrams[${i}].picture`)
      let lists = 0
      for (let j = 0; j < diagram.lists; j++) if (await exposed(`diagrams[${i}].lists[${j}]`)) lists++
      if (picture && lists) faults.push(`${diagram.name}: both the picture and the lists are exposed`)
      if (!picture && !lists) faults.push(`${diagram.name}: neither the picture nor the lists are exposed`)
      if (lists && lists < diagram.lists) faults.push(`${diagram.name}: only ${lists} of ${diagram.lists} lists are exposed`)
      if (picture && !picture.name?.value?.trim()) faults.push(`${diagram.name}: the picture has no name`)
      if (Boolean(picture) !== diagram.seen || lists !== diagram.listsSeen) {
        faults.push(`${diagram.name}: what is seen is not what is exposed`)
      }
    }
    return faults
  },
}
