// The skeleton of the page: one h1, no heading level skipped, landmarks, unique ids, links that
// lead somewhere and say where, and a list of contents that is the headings of the parts.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export default {
  title: 'headings, links and contents hold together',
  views: ['wide light'],
  async find(page) {
    const { faults, files } = await page.evaluate(skeleton)
    const folder = dirname(fileURLToPath(page.url()))
    for (const file of files) {
      if (!existsSync(join(folder, decodeURIComponent(file)))) faults.push(`there is no file ${file} beside the page`)
    }
    return faults
  },
}

// Runs in the page.
function skeleton() {
  const faults = []
  const files = []

  let last = 0
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, [role=heading]')]
  for (const heading of headings) {
    const level = Number(heading.getAttribute('aria-level') ?? heading.tagName[1])
    if (level > last + 1) faults.push(`${look.name(heading)} comes after a heading of level ${last}`)
    if (!look.words(heading)) faults.push(`${look.name(heading)} has no words`)
    last = level
  }
  const first = headings.filter(heading => heading.tagName === 'H1').length
  if (first !== 1) faults.push(`there are ${first} h1, not one`)
  if (document.querySelectorAll('main').length !== 1) faults.push('there is not exactly one main')
  if (!document.documentElement.lang) faults.push('the page has no language')
  if (!document.title.trim()) faults.push('the page has no title')

  const ids = new Map()
  for (const element of document.querySelectorAll('[id]')) {
    if (ids.has(element.id)) faults.push(`two elements have the id ${element.id}: ${look.name(element)}`)
    ids.set(element.id, element)
  }

  for (const link of document.querySelectorAll('a[href]')) {
    const href = link.getAttribute('href')
    if (!look.words(link) && !link.getAttribute('aria-label') && !link.querySelector('img[alt]:not([alt=""])')) {
      faults.push(`the link to ${href} has no words`)
    }
    if (href.startsWith('#')) {
      if (!ids.has(decodeURIComponent(href.slice(1)))) faults.push(`${look.name(link)} leads to ${href}, which is not there`)
    } else if (!/^[a-z][a-z0-9+.-]*:/i.test(href)) {
      files.push(href.replace(/[?#].*$/, ''))
    } else if (!/^(https?|mailto|tel):/i.test(href)) {
      faults.push(`${look.name(link)} leads to ${href}`)
    }
  }

  // The contents name each part of the main text once, in order, by the words of its heading.
  const navs = [...document.querySelectorAll('nav')].filter(nav => nav.querySelector('a[href^="#"]'))
  const parts = [...document.querySelectorAll('main h2')]
  if (navs.length === 0) faults.push('there is no contents navigation')
  for (const nav of navs) {
    const links = [...nav.querySelectorAll('a[href^="#"]')]
    const reached = links.map(link => {
      const target = ids.get(decodeURIComponent(link.hash.slice(1)))
      return target?.matches('h2') ? target : target?.querySelector('h2') ?? target?.closest('h2')
    })
    links.forEach((link, i) => {
      if (!reached[i]) return faults.push(`the contents entry ${look.name(link)} does not lead to a part`)
      const plain = text => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
      const title = plain(look.words(link)).replace(/^(appendix )?([0-9]+|[a-z]) /, '')
      if (!plain(look.words(reached[i])).includes(title)) {
        faults.push(`the contents entry ${look.name(link)} leads to the heading “${look.words(reached[i])}”`)
      }
    })
    for (const part of parts) if (!reached.includes(part)) faults.push(`the contents leave out “${look.words(part)}”`)
    const order = reached.filter(Boolean).map(heading => parts.indexOf(heading))
    if (order.some((place, i) => i > 0 && place <= order[i - 1])) faults.push('the contents are not in the order of the parts')
  }

  for (const table of document.querySelectorAll('table')) {
    if (!table.caption || !look.words(table.caption)) faults.push(`${look.name(table)} has no caption`)
    for (const header of table.querySelectorAll('th')) {
      if (!/^(col|row|colgroup|rowgroup)$/.test(header.scope)) faults.push(`${look.name(header)} has no scope`)
    }
    if (!table.querySelector('th')) faults.push(`${look.name(table)} has no header cells`)
  }
  return { faults, files }
}
